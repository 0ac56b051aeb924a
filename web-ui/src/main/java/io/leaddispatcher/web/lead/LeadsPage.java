package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** All leads, newest first, narrowed by what the address says. */
@Controller
final class LeadsPage {

    private final LeadsShown shown;

    LeadsPage(LeadsShown shown) {
        this.shown = shown;
    }

    @GetMapping("/leads")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return shown.page(who, LeadsFilter.of(parameters), parameters, locale)
                .map(page -> page.build());
    }
}
