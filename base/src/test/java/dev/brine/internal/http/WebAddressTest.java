package dev.brine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, and what of them may be shown. */
class WebAddressTest {

  /** A response with a status and a Location header. */
  private record Response(int statusCode, HttpHeaders headers) implements HttpResponse<String> {
    static Response of(int status, String location) {
      Map<String, List<String>> fields =
          location.isEmpty() ? Map.of() : Map.of("Location", List.of(location));
      return new Response(status, HttpHeaders.of(fields, (name, value) -> true));
    }

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public String body() {
      return "";
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://example.org/");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static WebAddress address(String text) {
    return WebAddress.of(URI.create(text));
  }

  private static String authorization(WebAddress address) {
    return address.request().build().headers().firstValue("Authorization").orElse("none");
  }

  private static WebAddress redirected(String from, Response response) {
    return Objects.requireNonNull(address(from).redirect(response), "not redirected");
  }

  @Test
  void a_request_has_the_query_and_the_password_but_the_text_has_neither() {
    WebAddress address = address("https://user:secret%40@host:81/a%20b.npz?token=secret#secret");
    assertThat(address).hasToString("https://host:81/a%20b.npz");
    assertThat(address.host()).isEqualTo("host");
    HttpRequest request = address.request().build();
    assertThat(request.uri()).hasToString("https://host:81/a%20b.npz?token=secret");
    assertThat(authorization(address)).isEqualTo("Basic dXNlcjpzZWNyZXRA");
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/a, none",
    "http://@host/a, none",
    "http://user@host/a, Basic dXNlcjo=",
    "HTTP://user:p:w@host/a, Basic dXNlcjpwOnc=",
    "http://%C3%A9:x@host/a, Basic w6k6eA==",
  })
  void a_user_is_sent_as_basic_authorization(String uri, String expected) {
    assertThat(authorization(address(uri))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://u:secret@host/a?secret",
        "//u:secret@host/a",
        "a?secret#secret",
        "mailto:secret@host",
        "https://u:secret@a@host/",
        "https://u:secret@/a",
        "http:/a?secret",
      })
  void other_addresses_are_refused_without_their_secrets(String uri) {
    URI address = URI.create(uri);
    assertThatThrownBy(() -> WebAddress.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the address ")
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no address at all | no address at all",
        "http://host/a | http://host/a",
        "http://host:80/a | http://host:80/a",
        "cannot open http://u:secret@host/a?secret: no | cannot open http://host/a: no",
        "(http://u:secret@host/a?secret) | (http://host/a)",
        "see 'https://secret@host' and s3://secret@b/c#secret. | see 'https://host' and s3://b/c.",
        "http://u:sec/re?t@host/a | http://host/a",
        "http://u:sec@ret@host/a | http://host/a",
        "http:///u:secret@host/a | http:///host/a",
        "http://host/a?secret=http://other/secret | http://host/a",
        "http://host/a@b | http://host/a@b",
      })
  void addresses_in_a_text_lose_their_secrets_only(String text, String expected) {
    assertThat(WebAddress.withoutSecrets(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b?secret, a/b",
    "a/b#secret, a/b",
    "//u:secret@host/a?x, host/a",
    "mailto:secret@host, host",
    "http://u:secret@host/a?x, http://host/a",
    "plain, plain",
  })
  void a_reference_loses_its_query_and_its_user(String reference, String expected) {
    assertThat(WebAddress.withoutQuery(reference)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void a_redirect_on_the_same_server_keeps_the_user(int status) {
    WebAddress next =
        redirected("http://user:secret@host:81/a/b?old", Response.of(status, "../c?new"));
    assertThat(next).hasToString("http://host:81/c");
    assertThat(next.request().build().uri()).hasToString("http://host:81/c?new");
    assertThat(authorization(next)).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://other:81/c",
        "http://host:82/c",
        "https://host:81/c",
        "//other/c",
        "http://evil:secret@other/c"
      })
  void a_redirect_to_another_server_loses_the_user(String location) {
    WebAddress next = redirected("http://user:secret@host:81/a", Response.of(302, location));
    assertThat(authorization(next)).isEqualTo("none");
    assertThat(next.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "200, /c",
    "300, /c",
    "304, /c",
    "404, /c",
    "302, ''",
    "302, ftp://host/c",
    "302, file:///etc/passwd",
    "302, http://host/not a uri",
    "302, http:///c",
    "302, http://host/c",
  })
  void what_is_no_redirect_or_leads_away_from_https_is_not_followed(int status, String location) {
    assertThat(address("https://host/a").redirect(Response.of(status, location))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 0-9/10, 0, 9, 10",
    "' bytes 5-5/100 ', 5, 5, 100",
    "bytes 3 - 9/*, 3, 9, -1",
    "bytes 4294967296-4294967299/9999999999, 4294967296, 4294967299, 9999999999",
  })
  void a_content_range_is_read(String header, long first, long last, long total) {
    assertThat(ContentRange.parse(header)).isEqualTo(new ContentRange(first, last, total));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes */10",
        "bytes 0-9",
        "bytes 0/9-10",
        "bytes 9-0/10",
        "bytes 0-10/10",
        "bytes -1-9/10",
        "bytes a-9/10",
        "bytes 0-9/many",
        "bytes 0-99999999999999999999/*",
        "items 0-9/10",
      })
  void a_content_range_that_says_nothing_or_two_things_is_none(String header) {
    assertThat(ContentRange.parse(header)).isNull();
  }
}
