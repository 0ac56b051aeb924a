package io.leaddispatcher.web.session;

import io.leaddispatcher.application.secret.SecretTokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The token that a form carries is derived from the secret of the session, or from that of a
 * visitor without one: bound to it, the same on every node, stored nowhere.
 */
final class DerivedCsrfTokens implements ServerCsrfTokenRepository {

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final String ALGORITHM = "HmacSHA256";

    private final Cookies cookies;
    private final SecretTokens secrets;

    DerivedCsrfTokens(Cookies cookies, SecretTokens secrets) {
        this.cookies = cookies;
        this.secrets = secrets;
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return Mono.defer(() -> Mono.justOrEmpty(secret(exchange)).map(DerivedCsrfTokens::token));
    }

    /** A page that comes with a new session carries forms of the new one. */
    private Optional<String> secret(ServerWebExchange exchange) {
        return cookies.session().current(exchange).or(() -> cookies.visitor().read(exchange));
    }

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        return Mono.fromCallable(() -> {
            String visitor = secrets.next();
            cookies.visitor().write(exchange, visitor);
            return token(visitor);
        });
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return Mono.empty();
    }

    private static CsrfToken token(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM));
            byte[] code = mac.doFinal(PARAMETER.getBytes(StandardCharsets.US_ASCII));
            return new DefaultCsrfToken(
                    HEADER,
                    PARAMETER,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(code));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
