package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.crm.StartBackfill;
import io.leaddispatcher.domain.access.Permission;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Begins the mirror of a CRM's companies, or has it go on. */
@Controller
final class CrmBackfillPage {

    private final StartBackfill startBackfill;

    CrmBackfillPage(StartBackfill startBackfill) {
        this.startBackfill = startBackfill;
    }

    @PostMapping("/connections/{key}/backfill")
    Mono<Rendering> start(@AuthenticationPrincipal SignedIn who, @PathVariable("key") String key) {
        who.caller().require(Permission.CONNECT);
        return startBackfill
                .handle(new StartBackfill.Command(who.caller(), ConnectionAddress.connection(key)))
                .map(outcome ->
                        switch (outcome) {
                            case StartBackfill.Outcome.Going _ -> back(key, "going");
                            case StartBackfill.Outcome.NoCrm _ -> back(key, "no-crm");
                            case StartBackfill.Outcome.Unknown _ ->
                                    throw ConnectionAddress.unknown();
                        });
    }

    private static Rendering back(String key, String note) {
        return Rendering.redirectTo("/connections/%s?crm=%s".formatted(key, note)).build();
    }
}
