package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.domain.access.Permission;
import java.util.List;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Finds the token of a form, also where the form brings a file. Looking for it reads the file, so
 * that is done only where files are taken, and for those who may bring one.
 */
final class UploadTokens implements ServerCsrfTokenRequestHandler {

    /** Where files are brought, and who may bring one there. */
    private record Door(PathPattern path, Permission permission) {
        private Door(String path, Permission permission) {
            this(PathPatternParser.defaultInstance.parse(path), permission);
        }
    }

    private static final List<Door> DOORS =
            List.of(
                    new Door("/settings/workspace-file/*", Permission.ADMINISTER),
                    new Door("/leads/import/**", Permission.SUBMIT_LEADS));

    /** In bytes; a file of 1 MB as text takes less. Whatever is longer is not even read. */
    private static final long LONGEST = 1_600_000;

    private final XorServerCsrfTokenRequestAttributeHandler forms =
            new XorServerCsrfTokenRequestAttributeHandler();
    private final XorServerCsrfTokenRequestAttributeHandler uploads =
            new XorServerCsrfTokenRequestAttributeHandler();
    private final SessionContexts contexts;

    UploadTokens(SessionContexts contexts) {
        this.contexts = contexts;
        uploads.setTokenFromMultipartDataEnabled(true);
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        forms.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return DOORS.stream()
                .filter(door -> door.path().matches(path))
                .findFirst()
                .map(door -> resolve(door, exchange, token))
                .orElseGet(() -> forms.resolveCsrfTokenValue(exchange, token));
    }

    private Mono<String> resolve(Door door, ServerWebExchange exchange, CsrfToken token) {
        if (exchange.getRequest().getHeaders().getContentLength() > LONGEST) {
            return Mono.error(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE));
        }
        return contexts.load(exchange)
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(SignedIn.class)
                .filter(who -> who.caller().actor().may(door.permission()))
                .hasElement()
                .flatMap(may -> (may ? uploads : forms).resolveCsrfTokenValue(exchange, token))
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge ->
                                new ResponseStatusException(
                                        HttpStatus.CONTENT_TOO_LARGE, null, tooLarge));
    }
}
