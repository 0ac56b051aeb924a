package io.leaddispatcher.web.home;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.ConnectionHealthView.Status;
import io.leaddispatcher.application.connection.SurveyConnections;
import io.leaddispatcher.application.connection.SurveyConnections.Surveyed;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.monitoring.GlanceAtChecks;
import io.leaddispatcher.application.overview.ShowOverview;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What needs me now. */
@Controller
final class HomePage {

    private static final int RECENT = 8;

    private final ShowOverview showOverview;
    private final SurveyConnections surveyConnections;
    private final GlanceAtChecks glanceAtChecks;
    private final FindLeads findLeads;
    private final Wording wording;

    HomePage(
            ShowOverview showOverview,
            SurveyConnections surveyConnections,
            GlanceAtChecks glanceAtChecks,
            FindLeads findLeads,
            Wording wording) {
        this.showOverview = showOverview;
        this.surveyConnections = surveyConnections;
        this.glanceAtChecks = glanceAtChecks;
        this.findLeads = findLeads;
        this.wording = wording;
    }

    @GetMapping("/")
    Mono<Rendering> show(@AuthenticationPrincipal SignedIn who, Locale locale) {
        var words = wording.in(locale);
        return Mono.zip(
                        showOverview.handle(who.caller()),
                        failing(who.caller()),
                        glanceAtChecks.handle(who.caller()),
                        findLeads.handle(recent(who.caller())))
                .map(found ->
                        Rendering.view("home/home")
                                .modelAttribute(
                                        "page",
                                        HomeView.of(
                                                who.name(),
                                                found.getT1(),
                                                found.getT2(),
                                                found.getT3(),
                                                found.getT4().items(),
                                                who.caller().actor().may(Permission.VIEW_LEADS),
                                                words))
                                .build());
    }

    /** The connections in trouble, as far as the caller may know of connections. */
    private Mono<List<Surveyed>> failing(Caller caller) {
        if (!caller.actor().may(Permission.VIEW_CONNECTIONS)) {
            return Mono.just(List.of());
        }
        return surveyConnections
                .handle(caller)
                .map(all -> all.stream().filter(HomePage::isInTrouble).toList());
    }

    /** One that is switched off is in no trouble. */
    private static boolean isInTrouble(Surveyed connection) {
        var status = connection.health().status();
        return Boolean.TRUE.equals(connection.connection().document().get("active"))
                && (status == Status.DOWN || status == Status.DEGRADED);
    }

    private static FindLeads.Query recent(Caller caller) {
        return new FindLeads.Query(caller, null, null, null, null, null, null, RECENT, null);
    }
}
