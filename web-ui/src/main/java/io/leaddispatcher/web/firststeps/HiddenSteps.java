package io.leaddispatcher.web.firststeps;

import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** In which workspace somebody does not want to see the first steps; their browser keeps it. */
@Component
final class HiddenSteps {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final String name;
    private final boolean secure;

    HiddenSteps(@Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        this.secure = "https".equalsIgnoreCase(publicUrl.getScheme());
        this.name = (secure ? "__Host-" : "") + "first-steps";
    }

    boolean isHidden(TenantId tenant, ServerWebExchange exchange) {
        return exchange.getRequest().getCookies().getOrDefault(name, List.of()).stream()
                .anyMatch(cookie -> cookie.getValue().equals(tenant.value().toString()));
    }

    void hide(TenantId tenant, ServerWebExchange exchange) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(name, tenant.value().toString())
                                .path("/")
                                .httpOnly(true)
                                .secure(secure)
                                .sameSite("Lax")
                                .maxAge(A_YEAR)
                                .build());
    }
}
