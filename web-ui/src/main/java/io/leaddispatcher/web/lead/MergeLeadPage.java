package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.lead.ListLeadFields;
import io.leaddispatcher.application.lead.ShowLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.MergeLeads;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Two leads that are one person: somebody looks for the other one, compares, and makes them one.
 */
@Controller
final class MergeLeadPage {

    /** As the page of the lead that goes on says that it is done. */
    static final String DONE = "merge";

    private static final int MOST = 10;

    /** Among them may be some that are part of another lead. */
    private static final int LOOKED_AT = 50;

    private static final int FEWEST_LETTERS = 2;
    private static final int LONGEST = 200;

    private final ShowLead showLead;
    private final FindLeads findLeads;
    private final ListLeadFields listFields;
    private final MergeLeads mergeLeads;
    private final Wording wording;

    MergeLeadPage(
            ShowLead showLead,
            FindLeads findLeads,
            ListLeadFields listFields,
            MergeLeads mergeLeads,
            Wording wording) {
        this.showLead = showLead;
        this.findLeads = findLeads;
        this.listFields = listFields;
        this.mergeLeads = mergeLeads;
        this.wording = wording;
    }

    /**
     * The page, as it is shown.
     *
     * @param q what is looked for
     * @param found null while nothing is looked for
     * @param pair the two; null until the other one is chosen
     * @param reason as it was typed
     * @param note why nothing was merged; null: nothing is to be said
     */
    record Shown(
            String lead,
            String title,
            String q,
            @Nullable List<LeadRow> found,
            @Nullable MergeView pair,
            String reason,
            @Nullable String note) {}

    /**
     * What was chosen and typed.
     *
     * @param keep the id of the one that goes on; null while none is chosen
     */
    private record Choice(LeadId other, @Nullable String keep, String reason) {}

    /** A lead that whoever is here may make one with another. */
    private record Merging(
            LeadDetailView detail, String title, ListLeadFields.Fields fields, Locale locale) {}

    @GetMapping("/leads/{id}/merge")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            @RequestParam(name = "q", defaultValue = "") String q,
            @RequestParam(name = "with", required = false) @Nullable String with,
            Locale locale) {
        return LeadShown.lead(id)
                .flatMap(lead -> merging(who, lead, locale))
                .flatMap(merging ->
                        merging.detail().document().get("merged") != null
                                ? Mono.just(Rendering.redirectTo("/leads/" + id).build())
                                : with == null || with.isBlank() || with.equals(id)
                                        ? search(who, merging, asked(q))
                                        : LeadShown.lead(with)
                                                .flatMap(other ->
                                                        pair(
                                                                        who,
                                                                        merging,
                                                                        new Choice(other, null, ""),
                                                                        null)
                                                                .map(page ->
                                                                        page(
                                                                                page,
                                                                                HttpStatus.OK))));
    }

    private Mono<Merging> merging(SignedIn who, LeadId lead, Locale locale) {
        who.caller().require(Permission.WORK_OWN_LEADS);
        Words words = wording.in(locale);
        return seen(who, lead)
                .zipWith(listFields.handle(who.caller()))
                .map(found -> {
                    LeadDetailView detail = found.getT1();
                    if (!MergeView.isMergeable(detail, who.caller().actor(), words)
                            && detail.document().get("merged") == null) {
                        throw new AccessDeniedException(
                                who.caller(),
                                Permission.WORK_LEADS,
                                "the lead is not yours to merge");
                    }
                    return new Merging(
                            detail, LeadView.title(detail, words), found.getT2(), locale);
                });
    }

    private Mono<LeadDetailView> seen(SignedIn who, LeadId lead) {
        return showLead.handle(new ShowLead.Query(who.caller(), lead))
                .switchIfEmpty(Mono.error(() -> LeadShown.unknown(null)));
    }

    private static String asked(String sent) {
        String plain = sent.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    private Mono<Rendering> search(SignedIn who, Merging merging, String q) {
        String lead = id(merging);
        Words words = wording.in(merging.locale());
        if (q.codePoints().filter(Character::isLetterOrDigit).count() < FEWEST_LETTERS) {
            return Mono.just(
                    page(new Shown(lead, merging.title(), q, null, null, "", null), HttpStatus.OK));
        }
        return findLeads
                .handle(
                        new FindLeads.Query(
                                who.caller(), null, null, null, q, null, null, LOOKED_AT, null))
                .map(found ->
                        found.items().stream()
                                .filter(each -> !each.id().equals(lead))
                                .map(each -> LeadRow.of(each, words))
                                .filter(each -> !each.part())
                                .limit(MOST)
                                .toList())
                .map(found ->
                        page(
                                new Shown(lead, merging.title(), q, found, null, "", null),
                                HttpStatus.OK));
    }

    private Mono<Shown> pair(SignedIn who, Merging merging, Choice choice, @Nullable String note) {
        Words words = wording.in(merging.locale());
        return seen(who, choice.other())
                .map(found ->
                        MergeView.of(
                                merging.detail(),
                                found,
                                choice.keep(),
                                inputs(merging),
                                merging.fields().sensitive(),
                                who.caller().actor(),
                                merging.locale(),
                                words))
                .map(pair ->
                        new Shown(
                                id(merging),
                                merging.title(),
                                "",
                                null,
                                pair,
                                choice.reason(),
                                note));
    }

    private LeadInputs inputs(Merging merging) {
        return new LeadInputs(
                LeadInputs.ALL,
                merging.fields().own(),
                merging.locale(),
                wording.in(merging.locale()));
    }

    private static String id(Merging merging) {
        return String.valueOf(merging.detail().document().get("id"));
    }

    @PostMapping("/leads/{id}/merge")
    Mono<Rendering> merge(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange,
            Locale locale) {
        return LeadShown.lead(id)
                .flatMap(lead -> merging(who, lead, locale))
                .zipWith(exchange.getFormData())
                .flatMap(sent -> merge(who, sent.getT1(), sent.getT2().toSingleValueMap()));
    }

    private Mono<Rendering> merge(SignedIn who, Merging merging, Map<String, String> sent) {
        return LeadShown.lead(sent.getOrDefault("with", ""))
                .flatMap(other -> {
                    Words words = wording.in(merging.locale());
                    String id = id(merging);
                    String keep = sent.getOrDefault("keep", "");
                    String reason = sent.getOrDefault("reason", "");
                    Choice choice = new Choice(other, keep, reason);
                    boolean isThis = keep.equals(id);
                    if (!isThis && !keep.equals(other.toString())) {
                        return again(
                                who,
                                merging,
                                new Choice(other, null, reason),
                                words.say("lead.merge.which"),
                                HttpStatus.UNPROCESSABLE_CONTENT);
                    }
                    if (!sent.containsKey("sure")) {
                        return again(
                                who,
                                merging,
                                choice,
                                words.say("lead.merge.unsure"),
                                HttpStatus.UNPROCESSABLE_CONTENT);
                    }
                    LeadId ends = isThis ? other : new LeadId(UUID.fromString(id));
                    Map<String, Object> document =
                            MergeForm.document(ends.toString(), keep, inputs(merging), sent);
                    return mergeLeads
                            .handle(new Act(who.caller(), ends, document, "web"))
                            .flatMap(outcome -> told(who, merging, choice, outcome))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    wrong ->
                                            again(
                                                    who,
                                                    merging,
                                                    choice,
                                                    words.problemAlone(
                                                            wrong.violations()
                                                                    .getFirst()
                                                                    .message()),
                                                    HttpStatus.UNPROCESSABLE_CONTENT));
                });
    }

    private Mono<Rendering> told(
            SignedIn who, Merging merging, Choice choice, MergeLeads.Outcome outcome) {
        Words words = wording.in(merging.locale());
        return switch (outcome) {
            case MergeLeads.Outcome.Merged(var survivor) ->
                    Mono.just(
                            Rendering.redirectTo("/leads/%s?done=%s".formatted(survivor, DONE))
                                    .status(HttpStatus.SEE_OTHER)
                                    .build());
            case MergeLeads.Outcome.Refused(_, var why) ->
                    again(
                            who,
                            merging,
                            choice,
                            ActWords.of(why, new Names(merging.detail().names(), words), words),
                            HttpStatus.CONFLICT);
            case MergeLeads.Outcome.PartOfAnother _ ->
                    again(who, merging, choice, words.say("lead.merge.part"), HttpStatus.CONFLICT);
            case MergeLeads.Outcome.Overtaken _ ->
                    again(
                            who,
                            merging,
                            choice,
                            words.say("lead.merge.overtaken"),
                            HttpStatus.CONFLICT);
        };
    }

    /** The two as they are by now, and why they are not one. */
    private Mono<Rendering> again(
            SignedIn who,
            Merging merging,
            Choice choice,
            @Nullable String note,
            HttpStatus status) {
        return merging(who, new LeadId(UUID.fromString(id(merging))), merging.locale())
                .flatMap(now -> pair(who, now, choice, note))
                .map(page -> page(page, status));
    }

    private static Rendering page(Shown shown, HttpStatus status) {
        return Rendering.view("lead/merge").modelAttribute("page", shown).status(status).build();
    }
}
