package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Label;
import io.leaddispatcher.application.configuration.ListLabels;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.member.AddMember;
import io.leaddispatcher.application.member.ChangeMember;
import io.leaddispatcher.application.member.ListMembers;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.MemberView.Standing;
import io.leaddispatcher.application.member.RemoveMember;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Shown;
import io.leaddispatcher.web.layout.Wording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who belongs to a workspace: inviting people, their roles, keeping them out. */
@Controller
final class MembersPage {

    private static final String PATH = "/settings";

    private final ListMembers listMembers;
    private final ListLabels listLabels;
    private final AddMember addMember;
    private final ChangeMember changeMember;
    private final RemoveMember removeMember;
    private final Wording wording;

    MembersPage(
            ListMembers listMembers,
            ListLabels listLabels,
            AddMember addMember,
            ChangeMember changeMember,
            RemoveMember removeMember,
            Wording wording) {
        this.listMembers = listMembers;
        this.listLabels = listLabels;
        this.addMember = addMember;
        this.changeMember = changeMember;
        this.removeMember = removeMember;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam MultiValueMap<String, String> parameters,
            Locale locale) {
        return page(who, locale)
                .map(page ->
                        page.modelAttribute("changed", parameters.containsKey("changed"))
                                .modelAttribute("removed", parameters.containsKey("removed"))
                                .modelAttribute("stillRep", stillRep(parameters))
                                .modelAttribute("invited", parameters.containsKey("invited"))
                                .modelAttribute("lastOwner", parameters.containsKey("last-owner"))
                                .build());
    }

    @PostMapping("/settings/members")
    Mono<Rendering> invite(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        rep(who, sent)
                                .flatMap(rep ->
                                        addMember.handle(
                                                new AddMember.Command(
                                                        who.caller(), document(sent, rep))))
                                .flatMap(outcome -> answer(who, sent, outcome, locale))
                                .onErrorResume(
                                        InvalidInputException.class,
                                        e ->
                                                again(
                                                        who,
                                                        sent,
                                                        Problems.of(e, wording.in(locale)),
                                                        locale)));
    }

    private Mono<Rendering> answer(
            SignedIn who,
            MultiValueMap<String, String> sent,
            AddMember.Outcome outcome,
            Locale locale) {
        return switch (outcome) {
            case AddMember.Outcome.Added(_, Secret link) when link != null ->
                    page(who, locale)
                            .map(page -> page.modelAttribute("link", link.reveal()).build());
            case AddMember.Outcome.Added _ ->
                    Mono.just(Rendering.redirectTo(PATH + "?invited").build());
            case AddMember.Outcome.AlreadyHere() ->
                    again(
                            who,
                            sent,
                            Map.of("email", wording.in(locale).say("members.taken")),
                            locale);
        };
    }

    @PostMapping("/settings/members/{id}")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") UUID id,
            ServerWebExchange exchange,
            Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        change(who, id, sent)
                                .onErrorResume(
                                        MembersPage::namesNoRep,
                                        _ -> withoutRep(who, id, sent, locale)));
    }

    private Mono<Rendering> change(SignedIn who, UUID id, MultiValueMap<String, String> sent) {
        var wanted = Shown.changed(sent.toSingleValueMap());
        return rep(who, sent)
                .flatMap(rep -> {
                    var document = new LinkedHashMap<String, Object>();
                    put(document, "role", wanted.get("role"));
                    if (wanted.containsKey("rep")) {
                        document.put("rep", rep);
                    }
                    if (sent.containsKey("active")) {
                        document.put("active", Boolean.valueOf(sent.getFirst("active")));
                    }
                    return changeMember.handle(
                            new ChangeMember.Command(who.caller(), id, document));
                })
                .map(outcome ->
                        switch (outcome) {
                            case ChangeMember.Outcome.Changed(var member) ->
                                    member.standing() == Standing.DISABLED
                                            ? gone("changed", member.rep())
                                            : PATH + "?changed";
                            case ChangeMember.Outcome.LastOwner() -> PATH + "?last-owner";
                            case ChangeMember.Outcome.Unknown() -> throw unknown();
                        })
                .map(address -> Rendering.redirectTo(address).build());
    }

    /** Shows again what was chosen and typed beside the member, with the rep to be mended. */
    private Mono<Rendering> withoutRep(
            SignedIn who, UUID id, MultiValueMap<String, String> sent, Locale locale) {
        var typed = sent.toSingleValueMap();
        return page(who, row -> row.id().equals(id.toString()) ? row.again(typed) : row, locale)
                .map(page ->
                        page.modelAttribute("unknownRep", true)
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    @PostMapping("/settings/members/{id}/remove")
    Mono<Rendering> remove(@AuthenticationPrincipal SignedIn who, @PathVariable("id") UUID id) {
        return removeMember
                .handle(new RemoveMember.Command(who.caller(), id))
                .map(outcome ->
                        switch (outcome) {
                            case RemoveMember.Outcome.Removed(var rep) -> gone("removed", rep);
                            case RemoveMember.Outcome.LastOwner() -> PATH + "?last-owner";
                            case RemoveMember.Outcome.Unknown() -> throw unknown();
                        })
                .map(address -> Rendering.redirectTo(address).build());
    }

    private static boolean namesNoRep(Throwable error) {
        return error instanceof InvalidInputException wrong
                && wrong.violations().getFirst().pointer().equals("/rep");
    }

    /**
     * Back to the list, which says that a rep is a rep without a log-in, too.
     *
     * @param rep who the member was; null for nobody
     */
    private static String gone(String what, @Nullable String rep) {
        return PATH + "?" + what + (rep == null ? "" : "&rep=" + rep);
    }

    /** Empty when nobody goes who is a rep. */
    private static String stillRep(MultiValueMap<String, String> parameters) {
        String rep = parameters.getFirst("rep");
        return rep != null && Key.isValid(rep) ? rep : "";
    }

    /** The key of the rep who was typed, by key or, where only one is called so, by name. */
    private Mono<String> rep(SignedIn who, MultiValueMap<String, String> sent) {
        String typed = Objects.requireNonNullElse(sent.getFirst("rep"), "").strip();
        return typed.isEmpty()
                ? Mono.just("")
                : reps(who)
                        .map(reps -> {
                            List<String> called =
                                    reps.stream()
                                            .filter(each -> each.name().equalsIgnoreCase(typed))
                                            .map(Label::key)
                                            .toList();
                            boolean isKey =
                                    reps.stream().anyMatch(each -> each.key().equals(typed));
                            return isKey || called.size() != 1 ? typed : called.getFirst();
                        });
    }

    private Mono<List<Label>> reps(SignedIn who) {
        return listLabels.handle(new ListLabels.Query(who.caller(), Set.of(ConfigurationKind.REP)));
    }

    private static Map<String, Object> document(MultiValueMap<String, String> sent, String rep) {
        var document = new LinkedHashMap<String, Object>();
        document.put("email", Objects.requireNonNullElse(sent.getFirst("email"), ""));
        document.put("name", Objects.requireNonNullElse(sent.getFirst("name"), ""));
        put(document, "role", sent.getFirst("role"));
        put(document, "rep", rep);
        return document;
    }

    private static void put(Map<String, Object> document, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            document.put(name, value);
        }
    }

    private Mono<Rendering> again(
            SignedIn who,
            MultiValueMap<String, String> sent,
            Map<String, String> problems,
            Locale locale) {
        return page(who, locale)
                .map(page ->
                        page.modelAttribute("problems", problems)
                                .modelAttribute("sent", sent.toSingleValueMap())
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    private Mono<Rendering.Builder<?>> page(SignedIn who, Locale locale) {
        return page(who, row -> row, locale);
    }

    private Mono<Rendering.Builder<?>> page(
            SignedIn who, UnaryOperator<MemberRow> shown, Locale locale) {
        var words = wording.in(locale);
        boolean owns = who.caller().actor().may(Permission.OWN);
        return Mono.zip(
                all(who),
                reps(who),
                (members, choices) ->
                        Rendering.view("settings/members")
                                .modelAttribute("reps", choices)
                                .modelAttribute(
                                        "rows",
                                        members.stream()
                                                .map(each -> MemberRow.of(each, owns, words))
                                                .map(shown)
                                                .toList())
                                .modelAttribute(
                                        "roles",
                                        Arrays.stream(Role.values())
                                                .filter(role -> owns || role != Role.OWNER)
                                                .map(Role::name)
                                                .toList())
                                .modelAttribute("sent", Map.of())
                                .modelAttribute("problems", Map.of()));
    }

    private Mono<List<MemberView>> all(SignedIn who) {
        return Page.all(after ->
                listMembers.handle(
                        new ListMembers.Query(
                                who.caller(),
                                after == null ? null : UUID.fromString(after),
                                Page.MOST)));
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such member");
    }
}
