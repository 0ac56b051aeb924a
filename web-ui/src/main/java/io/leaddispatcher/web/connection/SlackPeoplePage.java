package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.slack.LinkSlackUser;
import io.leaddispatcher.application.slack.ShowSlackPeople;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Whom the reps are in Slack, and saying so where Slack does not know. */
@Controller
final class SlackPeoplePage {

    private static final int LONGEST = 100;

    private final ShowSlackPeople showPeople;
    private final LinkSlackUser linkUser;
    private final Wording wording;

    SlackPeoplePage(ShowSlackPeople showPeople, LinkSlackUser linkUser, Wording wording) {
        this.showPeople = showPeople;
        this.linkUser = linkUser;
        this.wording = wording;
    }

    @GetMapping("/connections/{key}/people")
    Mono<Rendering> all(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return page(who, key, null, "", done, locale);
    }

    @GetMapping("/connections/{key}/people/{rep}")
    Mono<Rendering> one(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @PathVariable("rep") String rep,
            @RequestParam(name = "q", required = false) @Nullable String words,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        String looked = words == null ? "" : words.strip();
        return page(
                who,
                key,
                ConnectionAddress.rep(rep),
                looked.length() > LONGEST ? looked.substring(0, LONGEST) : looked,
                done,
                locale);
    }

    /** Without a user the rep is looked for by e-mail again. */
    @PostMapping("/connections/{key}/people/{rep}")
    Mono<Rendering> link(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @PathVariable("rep") String rep,
            ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        return exchange.getFormData()
                .flatMap(sent -> {
                    String user = sent.getFirst("user");
                    boolean unlink = user == null || user.isBlank();
                    return linkUser.handle(
                                    new LinkSlackUser.Command(
                                            who.caller(),
                                            ConnectionAddress.connection(key),
                                            ConnectionAddress.rep(rep),
                                            unlink ? null : user,
                                            ConnectionAddress.version(sent.getFirst("version"))))
                            .map(outcome -> answer(outcome, key, rep, unlink));
                });
    }

    private static Rendering answer(
            LinkSlackUser.Outcome outcome, String key, String rep, boolean unlink) {
        String all = "/connections/" + key + "/people";
        return switch (outcome) {
            case LinkSlackUser.Outcome.Linked _ ->
                    Rendering.redirectTo(all + (unlink ? "?done=unlinked" : "?done=linked"))
                            .build();
            case LinkSlackUser.Outcome.Stale _ -> again(all, rep, "stale");
            case LinkSlackUser.Outcome.NotInTeam _ -> again(all, rep, "not-in-team");
            case LinkSlackUser.Outcome.Taken _ -> again(all, rep, "taken");
            case LinkSlackUser.Outcome.Unknown _ -> throw ConnectionAddress.unknown();
        };
    }

    private static Rendering again(String all, String rep, String why) {
        return Rendering.redirectTo(all + "/" + rep + "?done=" + why).build();
    }

    private Mono<Rendering> page(
            SignedIn who,
            String key,
            @Nullable RepKey rep,
            String words,
            @Nullable String done,
            Locale locale) {
        return showPeople
                .handle(
                        new ShowSlackPeople.Query(
                                who.caller(), ConnectionAddress.connection(key), rep, words))
                .map(view -> SlackPeopleView.of(view, words, done, wording.in(locale)))
                .<Rendering>map(view ->
                        Rendering.view(rep == null ? "connection/people" : "connection/person")
                                .modelAttribute("page", view)
                                .build())
                .switchIfEmpty(Mono.error(ConnectionAddress::unknown));
    }
}
