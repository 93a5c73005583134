package dev.brine.datasets.cache;

/** Is told how a download goes, on the thread that waits for it. */
public interface DownloadProgress {
  /** Tells nobody. */
  DownloadProgress NONE =
      new DownloadProgress() { // a lambda would be made at run time, at every start
        @Override
        public void advanced(String name, long bytes, long total) {}
      };

  /**
   * More bytes of a file have arrived, or a part of it was kept from before.
   *
   * @param name the file's name in the cache
   * @param bytes how many bytes are there; fewer than before if it had to start again
   * @param total how many there will be, or -1 if the server does not say
   */
  void advanced(String name, long bytes, long total);

  /** Something a person may want to know: a retry, a bad file replaced, another process at work. */
  default void note(String sentence) {}

  /** No more news of this file, whether it arrived or not. */
  default void finished(String name) {}
}
