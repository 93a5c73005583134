package dev.brine.internal.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a file on a web server. A request uses all of it; {@link #toString}, which is for
 * messages and files, omits everything that may be secret: the user name, the password, the query
 * and the fragment.
 */
public final class WebAddress {
  /** The maximum number of redirects, as in Java's own client. */
  public static final int MAX_REDIRECTS = 5;

  /**
   * Matches an address in a text: the scheme, user information, the rest up to the query, and the
   * query. If no port follows the first colon, user information extends to the last {@code @},
   * since a password may hold any character.
   */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b([A-Za-z][A-Za-z0-9+.-]+:/+)"
              + "(?:[^/\\s]*@|[^/\\s:]*:(?!\\d*(?:[/?#\\s]|$))\\S*@)?"
              + "([^\\s?#]*)"
              + "(?:[?#]\\S*?(?=[:;,.)\"']*(?:\\s|$)))?");

  private final URI uri;
  private final @Nullable String authorization;

  private WebAddress(URI uri, @Nullable String authorization) {
    this.uri = uri;
    this.authorization = authorization;
  }

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException if it is not an http or https address with a host
   */
  public static WebAddress of(URI uri) {
    if (!isWeb(uri)) {
      throw new IllegalArgumentException(
          "the address must begin with http or https: " + withoutQuery(uri.toString()));
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("the address names no valid host");
    }
    String user = uri.getUserInfo();
    String basic = user == null || user.isEmpty() ? null : basic(user);
    String query = uri.getRawQuery();
    return new WebAddress(URI.create(place(uri) + (query == null ? "" : "?" + query)), basic);
  }

  private static String basic(String user) {
    String pair = user.indexOf(':') < 0 ? user + ":" : user;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isWeb(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static String place(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }

  /** Replaces each address in a text by what {@link #toString} would show of it. */
  public static String withoutSecrets(String text) {
    return text.indexOf(":/") < 0 ? text : ADDRESS.matcher(text).replaceAll("$1$2");
  }

  /** Returns the same of an address that may be relative. */
  public static String withoutQuery(String reference) {
    int end = 0;
    while (end < reference.length() && "?#".indexOf(reference.charAt(end)) < 0) {
      end++;
    }
    String place = reference.substring(0, end);
    if (ADDRESS.matcher(place).find()) {
      return withoutSecrets(place);
    }
    // not an address as above: whatever precedes an @ may be user information
    return place.substring(place.lastIndexOf('@') + 1);
  }

  /** Returns the host. */
  public String host() {
    return uri.getHost();
  }

  /** Starts a request, with basic authorization if the address has a user name. */
  public HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  /**
   * Where a response redirects to; null if it does not, or leads from https to http or away from
   * the web. Authorization stays with its server. (Java's own client, depending on its version,
   * would send it to any other.)
   */
  public @Nullable WebAddress redirect(HttpResponse<?> response) {
    int status = response.statusCode();
    boolean redirected = (status >= 301 && status <= 303) || status == 307 || status == 308;
    String location = response.headers().firstValue("Location").orElse("");
    if (!redirected || location.isEmpty()) {
      return null;
    }
    WebAddress next;
    try {
      next = of(uri.resolve(location));
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (uri.getScheme().equalsIgnoreCase("https")
        && !next.uri.getScheme().equalsIgnoreCase("https")) {
      return null;
    }
    return new WebAddress(next.uri, isSameServer(next.uri) ? authorization : null);
  }

  private boolean isSameServer(URI other) {
    return uri.getScheme().equalsIgnoreCase(other.getScheme())
        && uri.getHost().equalsIgnoreCase(other.getHost())
        && uri.getPort() == other.getPort();
  }

  @Override
  public String toString() {
    return place(uri);
  }
}
