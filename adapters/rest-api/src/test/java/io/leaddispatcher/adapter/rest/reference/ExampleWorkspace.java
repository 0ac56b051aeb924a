package io.leaddispatcher.adapter.rest.reference;

import static io.leaddispatcher.adapter.rest.reference.ReferencePage.object;
import static java.util.Objects.requireNonNull;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountIndex;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.AccountMatch;
import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.Performances;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.pool.TrackRecord;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Decision;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.LeadContext.Company.Latest;
import io.leaddispatcher.domain.routing.Router;
import io.leaddispatcher.domain.routing.RoutingState;
import io.leaddispatcher.domain.routing.Workspaces;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The workspace of the page with what one example changes in it, and its leads one by one. */
final class ExampleWorkspace {

    /** What an example says of a lead besides its fields. */
    private static final Set<String> ABOUT =
            Set.of("gets", "at", "times", "had", "declinedBy", "companyGot", "ago");

    private final Workspaces workspace = Workspaces.workspace();
    private final List<Account> accounts = new ArrayList<>();
    private final Router router;
    private RoutingState state;
    private int leads;

    ExampleWorkspace(Map<String, ?> page, Map<String, ?> example) {
        documents(page);
        documents(example);
        policy(example);
        section(example, "open")
                .forEach((rep, open) ->
                        workspace.busy(rep, requireNonNull((BigDecimal) open).intValueExact()));
        router = workspace.router();
        state = workspace.state().knowing(records(example));
    }

    private void documents(Map<String, ?> sections) {
        section(sections, "fields")
                .forEach((key, field) ->
                        workspace.field(key, String.valueOf(object(field).get("type"))));
        section(sections, "reps").forEach((key, rep) -> workspace.rep(key, flat(rep)));
        section(sections, "teams").forEach((key, team) -> workspace.team(key, flat(team)));
        section(sections, "pools")
                .forEach((key, pool) -> workspace.pool(key, "ROUND_ROBIN", List.of(), flat(pool)));
        section(sections, "queues").keySet().forEach(workspace::queue);
        section(sections, "territories")
                .forEach((key, territory) -> workspace.territory(key, flat(territory)));
        section(sections, "segments")
                .forEach((key, segment) ->
                        workspace.segment(key, object(object(segment).get("when"))));
        section(sections, "lists")
                .forEach((key, list) ->
                        workspace.list(
                                key,
                                ((List<?>) requireNonNull(object(list).get("values")))
                                        .stream().map(String::valueOf).toArray(String[]::new)));
        section(sections, "sla-policies").keySet().forEach(workspace::slaPolicy);
        section(sections, "templates").keySet().forEach(workspace::template);
        section(sections, "sequences").keySet().forEach(workspace::sequence);
        section(sections, "accounts")
                .forEach((key, account) -> accounts.add(Workspaces.account(key, flat(account))));
    }

    private void policy(Map<String, ?> example) {
        for (String name :
                List.of(
                        "schema",
                        "tiers",
                        "fallback",
                        "reroute",
                        "offer",
                        "review",
                        "experiment")) {
            if (example.get(name) != null) {
                workspace.policy(name, requireNonNull(example.get(name)));
            }
        }
        if (example.get("rule") != null) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", "example");
            rule.putAll(object(example.get("rule")));
            workspace.policy("tiers", List.of(Map.of("name", "Example", "rules", List.of(rule))));
        }
    }

    /** What it says of the policy, as it would be sent. */
    Map<String, ?> policyDocument() {
        return workspace.policyDocument();
    }

    private static Map<PoolKey, Performances> records(Map<String, ?> example) {
        Map<PoolKey, Performances> records = new LinkedHashMap<>();
        section(example, "records")
                .forEach((pool, reps) -> {
                    List<Performances.Entry> entries = new ArrayList<>();
                    object(reps)
                            .forEach((rep, record) ->
                                    entries.add(
                                            new Performances.Entry(
                                                    new RepKey(rep),
                                                    null,
                                                    new TrackRecord(
                                                            number(record, "of"),
                                                            number(record, "won")))));
                    records.put(new PoolKey(pool), Performances.of(entries));
                });
        return records;
    }

    private static long number(@Nullable Object record, String name) {
        return ((BigDecimal) requireNonNull(object(record).get(name))).longValueExact();
    }

    /** Where the lead goes, in the words of the page. */
    String gets(Map<String, ?> sent) {
        Instant at =
                Optional.ofNullable(sent.get("at"))
                        .map(text -> Instant.parse(String.valueOf(text)))
                        .orElse(Workspaces.NOON);
        Decision decision = router.decide(context(sent, at), state, at);
        state = decision.state();
        return words(decision.result());
    }

    private LeadContext context(Map<String, ?> sent, Instant at) {
        Map<String, Object> fields = new LinkedHashMap<>(sent);
        fields.keySet().removeAll(ABOUT);
        leads++;
        Lead lead = workspace.lead(new LeadId(new UUID(9, leads)), at, flat(fields));
        Optional<AccountMatch> match = AccountMatcher.match(lead, AccountIndex.of(accounts));
        Account account = match.flatMap(found -> account(found.account())).orElse(null);
        Object had = sent.get("had");
        return new LeadContext(
                lead,
                account,
                match.orElse(null),
                had == null
                        ? LeadContext.History.NONE
                        : new LeadContext.History(new RepKey(String.valueOf(had)), false, null),
                sent.get("declinedBy") instanceof List<?> reps
                        ? reps.stream()
                                .map(rep -> new RepKey(String.valueOf(rep)))
                                .collect(Collectors.toSet())
                        : Set.of(),
                new LeadContext.Company(
                        account == null
                                ? List.of()
                                : account.ancestors(key -> account(key).orElse(null)),
                        latest(sent, at)),
                AccountMatcher.rivals(lead, AccountIndex.of(accounts)));
    }

    private Optional<Account> account(AccountKey key) {
        return accounts.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** To whom the last lead of the company went, so long ago. */
    private static @Nullable Latest latest(Map<String, ?> sent, Instant at) {
        return sent.get("companyGot") == null
                ? null
                : new Latest(
                        new LeadId(new UUID(9, 0)),
                        new RepKey(String.valueOf(sent.get("companyGot"))),
                        at.minus(Duration.parse(String.valueOf(sent.get("ago")))));
    }

    private static String words(Decision.Result result) {
        return switch (result) {
            case Decision.Result.Assigned assigned when assigned.broadcast() ->
                    assigned.reps().stream()
                            .map(RepKey::value)
                            .collect(Collectors.joining(", ", "all of ", ""));
            case Decision.Result.Assigned assigned -> assigned.reps().getFirst().value();
            case Decision.Result.Queued queued ->
                    (queued.handoff() == null ? "" : "handoff " + queued.handoff() + " in ")
                            + "queue "
                            + queued.queue();
            case Decision.Result.Rejected rejected -> "rejected: " + rejected.reason();
        };
    }

    private static Map<String, ?> section(Map<String, ?> document, String name) {
        return document.get(name) == null ? Map.of() : object(document.get(name));
    }

    /** Names and values by turns. */
    private static Object[] flat(@Nullable Object object) {
        List<Object> flat = new ArrayList<>();
        object(object)
                .forEach((name, value) -> {
                    flat.add(name);
                    flat.add(requireNonNull(value));
                });
        return flat.toArray();
    }
}
