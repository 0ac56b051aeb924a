package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.bulk.ActOnLeads;
import io.leaddispatcher.application.bulk.Deed;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The same done with several leads of the list. */
@Controller
final class BulkPage {

    private static final String CHANNEL = "web";

    private final ActOnLeads actOnLeads;
    private final Wording wording;

    BulkPage(ActOnLeads actOnLeads, Wording wording) {
        this.actOnLeads = actOnLeads;
        this.wording = wording;
    }

    @PostMapping("/leads/bulk")
    Mono<Rendering> act(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        who.caller().require(Permission.WORK_OWN_LEADS);
        return exchange.getFormData()
                .flatMap(sent -> {
                    var wish = LeadsFilter.ofAddress(sent.getFirst("back"));
                    var leads = leads(sent.get("lead"));
                    var deed = Deed.of(String.valueOf(sent.getFirst("deed"))).orElse(null);
                    return leads.isEmpty() || deed == null || leads.size() > ActOnLeads.MOST
                            ? Mono.just(
                                    Rendering.redirectTo(
                                                    wish.address(Map.of("note", "none-chosen")))
                                            .status(HttpStatus.SEE_OTHER)
                                            .build())
                            : sent.containsKey("sure")
                                    ? done(who, leads, deed, sent, wish, locale)
                                    : Mono.just(asked(leads, deed, sent, wish, locale));
                });
    }

    /** Where no script has asked. */
    private Rendering asked(
            List<LeadId> leads,
            Deed deed,
            MultiValueMap<String, String> sent,
            LeadsFilter wish,
            Locale locale) {
        return Rendering.view("lead/bulk-sure")
                .modelAttribute(
                        "page", BulkQuestion.of(leads, deed, sent, wish, wording.in(locale)))
                .build();
    }

    private Mono<Rendering> done(
            SignedIn who,
            List<LeadId> leads,
            Deed deed,
            MultiValueMap<String, String> sent,
            LeadsFilter wish,
            Locale locale) {
        return actOnLeads
                .handle(
                        new ActOnLeads.Command(
                                who.caller(),
                                leads,
                                deed,
                                document(deed, sent.toSingleValueMap(), locale),
                                CHANNEL))
                .map(report ->
                        Rendering.view("lead/bulk")
                                .modelAttribute(
                                        "page", BulkView.of(report, deed, wish, wording.in(locale)))
                                .build());
    }

    private static Map<String, Object> document(
            Deed deed, Map<String, String> sent, Locale locale) {
        return switch (deed) {
            case REASSIGN -> ActDocument.of("reassign", sent, locale);
            case RETURN -> ActDocument.of("return", sent, locale);
            case REROUTE -> ActDocument.of("reroute", sent, locale);
            case SPAM, REOPEN -> Map.of();
        };
    }

    /** What is no id is nobody's lead. */
    private static List<LeadId> leads(@Nullable List<String> sent) {
        return (sent == null ? List.<String>of() : sent)
                .stream()
                        .distinct()
                        .flatMap(id -> {
                            try {
                                return Stream.of(new LeadId(UUID.fromString(id)));
                            } catch (IllegalArgumentException _) {
                                return Stream.empty();
                            }
                        })
                        .toList();
    }
}
