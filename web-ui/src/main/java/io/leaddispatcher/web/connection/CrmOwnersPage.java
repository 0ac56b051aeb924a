package io.leaddispatcher.web.connection;

import static io.leaddispatcher.web.connection.WhoIsWho.OWNERS;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.crm.LinkCrmOwner;
import io.leaddispatcher.application.crm.ShowCrmOwners;
import io.leaddispatcher.domain.access.Permission;
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

/** Which owners of a CRM the reps are, and saying so where e-mail addresses do not tell. */
@Controller
final class CrmOwnersPage {

    private final ShowCrmOwners showOwners;
    private final LinkCrmOwner linkOwner;
    private final Wording wording;

    CrmOwnersPage(ShowCrmOwners showOwners, LinkCrmOwner linkOwner, Wording wording) {
        this.showOwners = showOwners;
        this.linkOwner = linkOwner;
        this.wording = wording;
    }

    @GetMapping("/connections/{key}/owners")
    Mono<Rendering> all(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return shown(who, key)
                .map(view -> CrmOwnersView.all(key, view, done, wording.in(locale)))
                .map(WhoIsWho::list);
    }

    @GetMapping("/connections/{key}/owners/{rep}")
    Mono<Rendering> one(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @PathVariable("rep") String rep,
            @RequestParam(name = "q", required = false) @Nullable String words,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return shown(who, key)
                .map(view ->
                        CrmOwnersView.one(
                                        key,
                                        view,
                                        ConnectionAddress.rep(rep),
                                        WhoIsWho.looked(words),
                                        done,
                                        wording.in(locale))
                                .orElseThrow(ConnectionAddress::unknown))
                .map(WhoIsWho::choosing);
    }

    /** Without an owner the rep is looked for by e-mail again. */
    @PostMapping("/connections/{key}/owners/{rep}")
    Mono<Rendering> link(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @PathVariable("rep") String rep,
            ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        return exchange.getFormData()
                .map(OWNERS::sent)
                .flatMap(sent ->
                        linkOwner
                                .handle(
                                        new LinkCrmOwner.Command(
                                                who.caller(),
                                                ConnectionAddress.connection(key),
                                                ConnectionAddress.rep(rep),
                                                sent.chosen(),
                                                sent.version()))
                                .map(outcome -> answer(outcome, key, rep, sent)));
    }

    private static Rendering answer(
            LinkCrmOwner.Outcome outcome, String key, String rep, WhoIsWho.Sent sent) {
        return switch (outcome) {
            case LinkCrmOwner.Outcome.Linked _ -> OWNERS.done(key, sent);
            case LinkCrmOwner.Outcome.Stale _ -> OWNERS.again(key, rep, "stale");
            case LinkCrmOwner.Outcome.NoOwner _ -> OWNERS.again(key, rep, "no-owner");
            case LinkCrmOwner.Outcome.Taken _ -> OWNERS.again(key, rep, "taken");
            case LinkCrmOwner.Outcome.Refused _ -> OWNERS.again(key, rep, "refused");
            case LinkCrmOwner.Outcome.Unknown _ -> throw ConnectionAddress.unknown();
        };
    }

    private Mono<ShowCrmOwners.View> shown(SignedIn who, String key) {
        return showOwners
                .handle(new ShowCrmOwners.Query(who.caller(), ConnectionAddress.connection(key)))
                .switchIfEmpty(Mono.error(ConnectionAddress::unknown));
    }
}
