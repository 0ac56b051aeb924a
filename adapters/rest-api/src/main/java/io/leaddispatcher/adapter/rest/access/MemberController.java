package io.leaddispatcher.adapter.rest.access;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.PageRequest;
import io.leaddispatcher.adapter.rest.listing.Pages;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.member.AddMember;
import io.leaddispatcher.application.member.ChangeMember;
import io.leaddispatcher.application.member.ListMembers;
import io.leaddispatcher.application.member.MemberView;
import io.leaddispatcher.application.member.RemoveMember;
import io.leaddispatcher.application.member.ShowMember;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who belongs to a workspace, and in which role. */
@RestController
@RequestMapping("/api/v1/members")
final class MemberController {

    private static final String LAST_OWNER =
            "A workspace keeps at least one active owner: make somebody else an owner first.";

    private final AddMember add;
    private final ListMembers list;
    private final ShowMember show;
    private final ChangeMember change;
    private final RemoveMember remove;
    private final RequestBodies bodies;
    private final Pages pages;

    MemberController(
            AddMember add,
            ListMembers list,
            ShowMember show,
            ChangeMember change,
            RemoveMember remove,
            RequestBodies bodies,
            Pages pages) {
        this.add = add;
        this.list = list;
        this.show = show;
        this.change = change;
        this.remove = remove;
        this.bodies = bodies;
        this.pages = pages;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Map<String, Object>> add(Caller caller, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document -> add.handle(new AddMember.Command(caller, document)))
                .map(outcome ->
                        switch (outcome) {
                            case AddMember.Outcome.Added(var member, var link) -> {
                                var shown = shown(member);
                                if (link != null) {
                                    shown.put("invitationUrl", link.reveal());
                                }
                                yield shown;
                            }
                            case AddMember.Outcome.AlreadyHere() ->
                                    throw ProblemException.conflict(
                                            "Somebody with this address is a member or invited already.");
                        });
    }

    @GetMapping
    Mono<Map<String, Object>> list(Caller caller, ServerHttpRequest request) {
        PageRequest page = pages.asked(caller, request);
        return list.handle(new ListMembers.Query(caller, PathIds.after(page), page.limit()))
                .map(found -> pages.answer(caller, request, found, MemberController::shown));
    }

    @GetMapping("/{id}")
    Mono<Map<String, Object>> show(Caller caller, @PathVariable("id") String id) {
        return show.handle(new ShowMember.Query(caller, PathIds.of(id)))
                .map(MemberController::shown)
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @PutMapping("/{id}")
    Mono<Map<String, Object>> change(
            Caller caller, @PathVariable("id") String id, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(document ->
                        change.handle(new ChangeMember.Command(caller, PathIds.of(id), document)))
                .map(outcome ->
                        switch (outcome) {
                            case ChangeMember.Outcome.Changed(var member) -> shown(member);
                            case ChangeMember.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                            case ChangeMember.Outcome.LastOwner() ->
                                    throw ProblemException.conflict(LAST_OWNER);
                        });
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<Void>> remove(Caller caller, @PathVariable("id") String id) {
        return remove.handle(new RemoveMember.Command(caller, PathIds.of(id)))
                .map(outcome ->
                        switch (outcome) {
                            case RemoveMember.Outcome.Removed _ ->
                                    ResponseEntity.noContent().build();
                            case RemoveMember.Outcome.Unknown() ->
                                    throw ProblemException.notFound();
                            case RemoveMember.Outcome.LastOwner() ->
                                    throw ProblemException.conflict(LAST_OWNER);
                        });
    }

    private static Map<String, Object> shown(MemberView member) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", member.id().toString());
        shown.put("email", member.email());
        shown.put("name", member.name());
        shown.put("role", member.role().name());
        shown.put("status", member.standing().name());
        if (member.rep() != null) {
            shown.put("rep", member.rep());
        }
        shown.put("createdAt", member.createdAt().toString());
        return shown;
    }
}
