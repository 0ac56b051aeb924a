package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.domain.access.Permission;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Everything of a kind, and the way to look for one. */
@Controller
@OfEachKind
final class SetupListPage {

    private final SetupPages pages;

    SetupListPage(SetupPages pages) {
        this.pages = pages;
    }

    @GetMapping
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "q", defaultValue = "") String q,
            @RequestParam(name = "after", required = false) @Nullable String after,
            ServerHttpRequest request,
            Locale locale) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        return pages.list(who, SetupAddress.kind(request), q, after, null, locale);
    }
}
