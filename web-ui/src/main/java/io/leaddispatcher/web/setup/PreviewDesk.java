package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.outreach.PreviewTemplate;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadRow;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** For whom a template can be looked at, and what they would be written. */
@Component
final class PreviewDesk {

    private static final int LEADS = 10;

    /** Somebody of whom everything is known that a mail can name. */
    private static final Map<String, ?> SAMPLE =
            Map.of(
                    "contact",
                    Map.of(
                            "email", "ana.ruiz@example.com",
                            "firstName", "Ana",
                            "lastName", "Ruiz",
                            "title", "CTO"),
                    "company",
                    Map.of(
                            "name", "Acme GmbH",
                            "city", "Berlin",
                            "country", "DE",
                            "industry", "fintech"),
                    "lead",
                    Map.of("product", "Payments", "intent", "demo", "campaign", "Spring"));

    private final FindLeads findLeads;
    private final PreviewTemplate previewTemplate;
    private final SetupDesk desk;

    PreviewDesk(FindLeads findLeads, PreviewTemplate previewTemplate, SetupDesk desk) {
        this.findLeads = findLeads;
        this.previewTemplate = previewTemplate;
        this.desk = desk;
    }

    /** The newest leads, each with the key of whoever has it; none for who may not see leads. */
    Mono<List<Choice>> leads(Caller caller, Words words) {
        return caller.actor().may(Permission.VIEW_LEADS)
                ? findLeads
                        .handle(
                                new FindLeads.Query(
                                        caller, null, null, null, null, null, null, LEADS, null))
                        .map(page ->
                                page.items().stream()
                                        .map(lead ->
                                                new Choice(
                                                        lead.id()
                                                                + "/"
                                                                + (lead.repKey() == null
                                                                        ? ""
                                                                        : lead.repKey()),
                                                        LeadRow.of(lead, words).title()))
                                        .toList())
                : Mono.just(List.of());
    }

    /**
     * Empty when there is no such template, or no such lead.
     *
     * @param chosen as {@link #leads} spells it; blank: somebody made up, who is the first rep's
     * @param draft the template as it would be saved; null: as it is
     */
    Mono<Map<String, Object>> preview(
            Caller caller,
            String key,
            String chosen,
            String language,
            @Nullable Map<String, ?> draft) {
        return asked(caller, chosen)
                .flatMap(asked -> {
                    if (!language.isBlank()) {
                        asked.put("language", language);
                    }
                    return previewTemplate.handle(
                            new PreviewTemplate.Command(caller, key, asked, draft));
                });
    }

    private Mono<Map<String, Object>> asked(Caller caller, String chosen) {
        var asked = new HashMap<String, Object>();
        if (!chosen.isBlank()) {
            var parts = chosen.split("/", 2);
            asked.put("leadId", parts[0]);
            if (parts.length == 2 && !parts[1].isEmpty()) {
                asked.put("rep", parts[1]);
            }
            return Mono.just(asked);
        }
        asked.put("lead", SAMPLE);
        return desk.all(caller, ConfigurationKind.REP)
                .next()
                .map(StoredDocument::key)
                .doOnNext(rep -> asked.put("rep", rep))
                .thenReturn(asked);
    }
}
