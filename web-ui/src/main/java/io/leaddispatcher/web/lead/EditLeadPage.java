package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.ListLeadFields;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.CorrectLead;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A lead that somebody corrects. */
@Controller
final class EditLeadPage {

    /** As the page of the lead says that it is done. */
    static final String DONE = "edit";

    private final ShowLead showLead;
    private final ListLeadFields listFields;
    private final CorrectLead correctLead;
    private final LeadShown shown;
    private final Wording wording;

    EditLeadPage(
            ShowLead showLead,
            ListLeadFields listFields,
            CorrectLead correctLead,
            LeadShown shown,
            Wording wording) {
        this.showLead = showLead;
        this.listFields = listFields;
        this.correctLead = correctLead;
        this.shown = shown;
        this.wording = wording;
    }

    /**
     * The form, as it is shown.
     *
     * @param unsaved whether it shows again what was sent and is kept nowhere
     * @param note why nothing was saved; null: nothing is to be said
     * @param other a lead that stands in the way; null when none does, or it may not be seen
     */
    record Form(
            String lead,
            String title,
            List<LeadInputs.Group> groups,
            boolean unsaved,
            @Nullable String note,
            @Nullable String other) {
        Form {
            groups = List.copyOf(groups);
        }
    }

    /** A lead that whoever is here may edit. */
    private record Editing(
            LeadDetailView detail, String title, LeadInputs inputs, Set<String> hidden) {}

    @GetMapping("/leads/{id}/edit")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who, @PathVariable("id") String id, Locale locale) {
        return LeadShown.lead(id)
                .flatMap(lead -> editing(who, lead, locale))
                .map(editing -> {
                    // Its page leads to the one that goes on.
                    if (isPartOfAnother(editing.detail())) {
                        return back("/leads/" + id);
                    }
                    var values =
                            EditForm.values(editing.detail(), editing.inputs().paths(), locale);
                    return page(editing, values, values, Map.of(), null, null, HttpStatus.OK);
                });
    }

    @PostMapping("/leads/{id}/edit")
    Mono<Rendering> edit(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        return LeadShown.lead(id)
                .flatMap(lead ->
                        editing(who, lead, locale)
                                .zipWith(exchange.getFormData())
                                .flatMap(read ->
                                        edit(
                                                who,
                                                lead,
                                                read.getT1(),
                                                read.getT2().toSingleValueMap(),
                                                locale)));
    }

    private Mono<Editing> editing(SignedIn who, LeadId lead, Locale locale) {
        Words words = wording.in(locale);
        who.caller().require(Permission.WORK_OWN_LEADS);
        return showLead.handle(new ShowLead.Query(who.caller(), lead))
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)))
                .zipWith(listFields.handle(who.caller()))
                .map(found -> {
                    var detail = found.getT1();
                    var fields = found.getT2();
                    if (!LeadActs.of(detail, who.caller().actor(), null, words).isEdit()
                            && !isPartOfAnother(detail)) {
                        throw new AccessDeniedException(
                                who.caller(),
                                Permission.WORK_LEADS,
                                "the lead is not yours to correct");
                    }
                    return new Editing(
                            detail,
                            LeadView.title(detail, words),
                            new LeadInputs(LeadInputs.ALL, fields.own(), locale, words),
                            EditForm.hidden(detail, fields.sensitive(), who.caller().actor()));
                });
    }

    private static boolean isPartOfAnother(LeadDetailView detail) {
        return detail.document().get("merged") != null;
    }

    private Mono<Rendering> edit(
            SignedIn who, LeadId lead, Editing editing, Map<String, String> sent, Locale locale) {
        Words words = wording.in(locale);
        Map<String, Object> document = EditForm.document(editing.inputs(), sent);
        if (document.isEmpty()) {
            return Mono.just(back("/leads/" + lead));
        }
        return correctLead
                .handle(new Act(who.caller(), lead, document, "web"))
                .flatMap(outcome ->
                        switch (outcome) {
                            case CorrectLead.Outcome.Corrected() ->
                                    Mono.just(back("/leads/%s?done=%s".formatted(lead, DONE)));
                            case CorrectLead.Outcome.Refused(var why) ->
                                    refused(who, lead, why, locale);
                            case CorrectLead.Outcome.OfAnother(var other) ->
                                    Mono.just(
                                            page(
                                                    editing,
                                                    sent,
                                                    EditForm.was(sent),
                                                    Map.of(
                                                            "contact.email",
                                                            words.say("lead.edit.other.field")),
                                                    words.say("lead.edit.other"),
                                                    other == null ? null : other.toString(),
                                                    HttpStatus.CONFLICT));
                            case CorrectLead.Outcome.Overtaken(var fields) ->
                                    overtaken(who, lead, fields, sent, locale);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        wrong ->
                                Mono.just(
                                        page(
                                                editing,
                                                sent,
                                                EditForm.was(sent),
                                                LeadInputs.problems(wrong, words),
                                                null,
                                                null,
                                                HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    /** Shows what is there by now beside what was typed, and is kept nowhere. */
    private Mono<Rendering> overtaken(
            SignedIn who,
            LeadId lead,
            Set<String> fields,
            Map<String, String> sent,
            Locale locale) {
        Words words = wording.in(locale);
        return editing(who, lead, locale)
                .map(editing -> {
                    var values =
                            EditForm.values(editing.detail(), editing.inputs().paths(), locale);
                    Map<String, String> was = new LinkedHashMap<>(EditForm.was(sent));
                    Map<String, String> problems = new LinkedHashMap<>();
                    for (String field : fields) {
                        String now = values.getOrDefault(field, "");
                        was.put(field, now);
                        problems.put(
                                field,
                                now.isEmpty()
                                        ? words.say("lead.edit.overtaken.gone")
                                        : words.say("lead.edit.overtaken.field", now));
                    }
                    return page(
                            editing,
                            sent,
                            was,
                            problems,
                            words.say("lead.edit.overtaken"),
                            null,
                            HttpStatus.CONFLICT);
                });
    }

    private Mono<Rendering> refused(SignedIn who, LeadId lead, ActOutcome why, Locale locale) {
        return shown.page(who, lead, new ActForm("", Map.of(), Map.of(), why), locale)
                .map(page -> page.status(HttpStatus.CONFLICT).build())
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)));
    }

    private static Rendering page(
            Editing editing,
            Map<String, String> values,
            Map<String, String> was,
            Map<String, String> problems,
            @Nullable String note,
            @Nullable String other,
            HttpStatus status) {
        return Rendering.view("lead/edit")
                .modelAttribute(
                        "form",
                        new Form(
                                String.valueOf(editing.detail().document().get("id")),
                                editing.title(),
                                editing.inputs().groups(values, was, problems, editing.hidden()),
                                status != HttpStatus.OK,
                                note,
                                other))
                .status(status)
                .build();
    }

    private static Rendering back(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }
}
