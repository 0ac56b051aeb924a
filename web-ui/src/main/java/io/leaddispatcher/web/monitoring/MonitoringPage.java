package io.leaddispatcher.web.monitoring;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.RepairCheck;
import io.leaddispatcher.application.monitoring.ShowChecks;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** What is amiss between leads and reps, and a button that mends it. */
@Controller
final class MonitoringPage {

    private static final String CHANNEL = "web";

    private final ShowChecks showChecks;
    private final RepairCheck repairCheck;
    private final Wording wording;

    MonitoringPage(ShowChecks showChecks, RepairCheck repairCheck, Wording wording) {
        this.showChecks = showChecks;
        this.repairCheck = repairCheck;
        this.wording = wording;
    }

    @GetMapping("/monitoring")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(name = "check", required = false) @Nullable String check,
            @RequestParam(name = "repaired", required = false) @Nullable Long repaired,
            Locale locale) {
        var words = wording.in(locale);
        Optional<CheckKey> mended = Optional.ofNullable(check).flatMap(CheckKey::of);
        return showChecks
                .handle(who.caller())
                .map(shown -> {
                    var rendering =
                            Rendering.view("monitoring/monitoring")
                                    .modelAttribute("page", MonitoringView.of(shown, words))
                                    .modelAttribute(
                                            "mayRepair",
                                            who.caller().actor().may(Permission.CONFIGURE));
                    return mended.isPresent() && repaired != null
                            ? rendering
                                    .modelAttribute(
                                            "note",
                                            words.say(
                                                    repaired(mended.get()),
                                                    repaired,
                                                    words.say("check." + mended.get())))
                                    .modelAttribute("good", repaired > 0)
                                    .build()
                            : rendering.build();
                });
    }

    @PostMapping("/monitoring/{key}/repair")
    Mono<Rendering> repair(@AuthenticationPrincipal SignedIn who, @PathVariable("key") String key) {
        return repairCheck
                .handle(new RepairCheck.Command(who.caller(), key, CHANNEL))
                .map(done ->
                        Rendering.redirectTo("/monitoring?check={check}&repaired={repaired}")
                                .modelAttribute("check", done.check().key().name())
                                .modelAttribute("repaired", done.repaired())
                                .build())
                .switchIfEmpty(Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /** What is read again need not be mended by that. */
    private static String repaired(CheckKey check) {
        return check == CheckKey.LEAD_WITHOUT_RUN ? "monitoring.again" : "monitoring.repaired";
    }
}
