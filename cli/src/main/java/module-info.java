/** The {@code brine} command. */
module dev.brine.cli {
  requires static org.jspecify;
  requires dev.brine.datasets;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires me.tongfei.progressbar;

  opens dev.brine.cli to
      info.picocli;
}
