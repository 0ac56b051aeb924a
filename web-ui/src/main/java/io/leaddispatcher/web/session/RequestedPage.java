package io.leaddispatcher.web.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** Remembers the page that somebody asked for before the log-in, in their browser. */
final class RequestedPage {

    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final int LONGEST = 1_000;
    private static final String HOME = "/";
    private static final String MODE = "Sec-Fetch-Mode";
    private static final String NAVIGATION = "navigate";

    private final OwnCookie cookie;

    RequestedPage(OwnCookie cookie) {
        this.cookie = cookie;
    }

    void remember(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String target = request.getURI().getRawPath();
        if (request.getURI().getRawQuery() != null) {
            target += "?" + request.getURI().getRawQuery();
        }
        if (isPage(request)) {
            remember(exchange, target);
        }
    }

    /** Remembers the page on which a form was filled in, as the browser names it. */
    void rememberSender(ServerWebExchange exchange) {
        String sender = exchange.getRequest().getHeaders().getFirst(HttpHeaders.REFERER);
        try {
            URI page = new URI(sender == null ? "" : sender);
            if (page.getRawPath() != null) {
                remember(
                        exchange,
                        page.getRawQuery() == null
                                ? page.getRawPath()
                                : page.getRawPath() + "?" + page.getRawQuery());
            }
        } catch (URISyntaxException e) {
            // Then the log-in leads home.
        }
    }

    private void remember(ServerWebExchange exchange, String target) {
        if (isLocal(target) && !HOME.equals(target)) {
            cookie.write(
                    exchange,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(target.getBytes(StandardCharsets.US_ASCII)),
                    MEMORY);
        }
    }

    /** Where to go after the log-in; from then on it is forgotten. */
    String take(ServerWebExchange exchange) {
        Optional<String> target = cookie.read(exchange).flatMap(RequestedPage::decode);
        cookie.remove(exchange);
        return target.orElse(HOME);
    }

    private static Optional<String> decode(String encoded) {
        try {
            String target =
                    new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII);
            return isLocal(target) ? Optional.of(target) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a script of a page asks: it would take the log-in for an answer. Browsers say so
     * themselves, to this program at home and to any over TLS. What they open passes through our
     * worker, and is still known by what a browser takes for a page.
     */
    static boolean isScript(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String mode = headers.getFirst(MODE);
        return (mode != null
                        && !NAVIGATION.equals(mode)
                        && headers.getAccept().stream()
                                .noneMatch(MediaType.APPLICATION_XHTML_XML::equalsTypeAndSubtype))
                || headers.containsHeader(SessionContexts.BY_ITSELF);
    }

    /** Whoever does not say what it takes, takes anything. */
    static boolean isPage(ServerHttpRequest request) {
        List<MediaType> accepted = request.getHeaders().getAccept();
        return HttpMethod.GET.equals(request.getMethod())
                && !isScript(request)
                && (accepted.isEmpty()
                        || accepted.stream()
                                .anyMatch(each -> each.isCompatibleWith(MediaType.TEXT_HTML)));
    }

    /** Of this origin, whatever a browser makes of it, and not the way in or out itself. */
    private static boolean isLocal(String target) {
        if (target.length() > LONGEST
                || !target.startsWith("/")
                || target.startsWith("//")
                || target.indexOf('\\') >= 0) {
            return false;
        }
        try {
            URI uri = new URI(target);
            String path = uri.getPath();
            return !uri.isAbsolute()
                    && uri.getRawAuthority() == null
                    && path != null
                    && !path.startsWith("//")
                    && path.chars().noneMatch(each -> each < ' ' || each == '\\')
                    && !"/login".equals(path)
                    && !path.startsWith("/login/")
                    && !"/logout".equals(path);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
