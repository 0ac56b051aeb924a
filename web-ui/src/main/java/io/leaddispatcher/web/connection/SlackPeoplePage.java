package io.leaddispatcher.web.connection;

import static io.leaddispatcher.web.connection.WhoIsWho.PEOPLE;

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
        return shown(who, key, null, "", done, locale).map(WhoIsWho::list);
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
        return shown(who, key, ConnectionAddress.rep(rep), WhoIsWho.looked(words), done, locale)
                .map(WhoIsWho::choosing);
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
                .map(PEOPLE::sent)
                .flatMap(sent ->
                        linkUser.handle(
                                        new LinkSlackUser.Command(
                                                who.caller(),
                                                ConnectionAddress.connection(key),
                                                ConnectionAddress.rep(rep),
                                                sent.chosen(),
                                                sent.version()))
                                .map(outcome -> answer(outcome, key, rep, sent)));
    }

    private static Rendering answer(
            LinkSlackUser.Outcome outcome, String key, String rep, WhoIsWho.Sent sent) {
        return switch (outcome) {
            case LinkSlackUser.Outcome.Linked _ -> PEOPLE.done(key, sent);
            case LinkSlackUser.Outcome.Stale _ -> PEOPLE.again(key, rep, "stale");
            case LinkSlackUser.Outcome.NotInTeam _ -> PEOPLE.again(key, rep, "not-in-team");
            case LinkSlackUser.Outcome.Taken _ -> PEOPLE.again(key, rep, "taken");
            case LinkSlackUser.Outcome.Unknown _ -> throw ConnectionAddress.unknown();
        };
    }

    private Mono<WhoIsWhoView> shown(
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
                .switchIfEmpty(Mono.error(ConnectionAddress::unknown));
    }
}
