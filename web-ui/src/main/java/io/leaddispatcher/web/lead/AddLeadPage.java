package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.intake.AddLead;
import io.leaddispatcher.application.lead.ListLeadFields;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A lead that somebody types in. */
@Controller
final class AddLeadPage {

    /** As the page of the lead says that it is done. */
    static final Set<String> DONE = Set.of("added", "merged");

    private final AddLead addLead;
    private final ListLeadFields listFields;
    private final Ids ids;
    private final Wording wording;

    AddLeadPage(AddLead addLead, ListLeadFields listFields, Ids ids, Wording wording) {
        this.addLead = addLead;
        this.listFields = listFields;
        this.ids = ids;
        this.wording = wording;
    }

    /**
     * The form, as it is shown.
     *
     * @param key by which a repeat can be told
     * @param unsaved whether it shows again what was sent and is kept nowhere
     * @param note what is to be said above it; empty: nothing
     */
    record Form(String key, List<LeadInputs.Group> groups, boolean unsaved, String note) {
        Form {
            groups = List.copyOf(groups);
        }
    }

    @GetMapping("/leads/new")
    Mono<Rendering> show(@AuthenticationPrincipal SignedIn who, Locale locale) {
        return inputs(who, locale)
                .map(inputs ->
                        page(
                                new Form(
                                        ids.next().toString(),
                                        inputs.groups(Map.of(), null, Map.of(), Set.of()),
                                        false,
                                        ""),
                                HttpStatus.OK));
    }

    @PostMapping("/leads/new")
    Mono<Rendering> add(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return inputs(who, locale)
                .zipWith(exchange.getFormData())
                .flatMap(read -> add(who, read.getT1(), read.getT2().toSingleValueMap(), locale));
    }

    private Mono<Rendering> add(
            SignedIn who, LeadInputs inputs, Map<String, String> sent, Locale locale) {
        Words words = wording.in(locale);
        UUID key = key(sent.get("form"));
        return addLead.handle(new AddLead.Command(who.caller(), key, inputs.document(sent)))
                .map(outcome ->
                        switch (outcome) {
                            case AddLead.Outcome.Added(var lead, var merged) ->
                                    Rendering.redirectTo(
                                                    "/leads/%s?done=%s"
                                                            .formatted(
                                                                    lead,
                                                                    merged ? "merged" : "added"))
                                            .status(HttpStatus.SEE_OTHER)
                                            .build();
                            case AddLead.Outcome.SentBefore() ->
                                    again(
                                            inputs,
                                            sent,
                                            ids.next(),
                                            Map.of(),
                                            words.say("lead.new.sent-before"),
                                            HttpStatus.CONFLICT);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        wrong ->
                                Mono.just(
                                        again(
                                                inputs,
                                                sent,
                                                key,
                                                LeadInputs.problems(wrong, words),
                                                "",
                                                HttpStatus.UNPROCESSABLE_CONTENT)));
    }

    private Mono<LeadInputs> inputs(SignedIn who, Locale locale) {
        who.caller().require(Permission.SUBMIT_LEADS);
        return listFields
                .handle(who.caller())
                .map(fields ->
                        new LeadInputs(LeadInputs.FEW, fields.own(), locale, wording.in(locale)));
    }

    private static Rendering again(
            LeadInputs inputs,
            Map<String, String> sent,
            UUID key,
            Map<String, String> problems,
            String note,
            HttpStatus status) {
        return page(
                new Form(key.toString(), inputs.groups(sent, null, problems, Set.of()), true, note),
                status);
    }

    private static Rendering page(Form form, HttpStatus status) {
        return Rendering.view("lead/new").modelAttribute("form", form).status(status).build();
    }

    /** Whatever else is sent is no form of ours, and no repeat. */
    private UUID key(@Nullable String sent) {
        try {
            return UUID.fromString(Objects.requireNonNullElse(sent, ""));
        } catch (IllegalArgumentException _) {
            return ids.next();
        }
    }
}
