package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes leads up that are as a state says, as far as one can tell before they are read. */
final class SampleMaker {

    /** How many values of the same field are tried. */
    private static final int MOST_VALUES = 6;

    private static final Set<String> SECTIONS =
            ImmutableSet.of("contact", "company", "lead", "custom");
    private static final String EXAMPLE = "example";
    private static final LeadId ID = new LeadId(new UUID(0, 0));

    private final RoutingConfiguration configuration;
    private final LeadKind kind;
    private final Instant now;
    private final Spelling spelling;
    private final LeadReader reader;
    private final Moments moments;

    SampleMaker(RoutingConfiguration configuration, LeadKind kind, Instant now, Spelling spelling) {
        this.configuration = configuration;
        this.kind = kind;
        this.now = now;
        this.spelling = spelling;
        this.reader =
                new LeadReader(
                        key -> configuration.fields().typeOf("custom." + key), ImmutableSet.of());
        this.moments = new Moments(configuration, now);
    }

    /** Leads with the first values that come to mind, then with the next ones. */
    Stream<Sample> samples(State state) {
        return IntStream.range(0, MOST_VALUES)
                .boxed()
                .flatMap(turn -> drafted(state, turn).stream())
                .distinct()
                .flatMap(draft -> timed(draft, state));
    }

    /** A lead as somebody sends it; empty when it cannot be read. */
    Optional<Sample> read(Map<String, Object> body) {
        return read(new Draft(body, null, LeadContext.History.NONE));
    }

    private record Draft(
            Map<String, Object> body, @Nullable Account account, LeadContext.History history) {}

    private Optional<Draft> drafted(State state, int turn) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (kind != LeadKind.LEAD) {
            body.put("kind", kind.word());
        }
        Map<String, Object> known = new LinkedHashMap<>();
        for (String field : state.fields()) {
            if (state.of(field).isThere()) {
                Optional<Object> value = value(field, state.of(field), turn);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                known.put(field, value.get());
            }
        }
        known.forEach((field, value) -> put(body, field, value));
        name(body, state);
        return history(known).map(history -> new Draft(body, account(known), history));
    }

    /** The value of a field as a body has it. Empty when none comes to mind. */
    private Optional<Object> value(String field, FieldDemand demand, int turn) {
        List<Object> examples = demand.examples();
        return examples.isEmpty()
                ? Optional.empty()
                : Optional.of(sent(field, examples.get(turn % examples.size())));
    }

    Object sent(String field, Object example) {
        return switch (example) {
            case String text -> spelling.of(text);
            case List<?> list -> list.stream().map(item -> spelling.of(item.toString())).toList();
            case BigDecimal number -> amount(field, number);
            default -> example;
        };
    }

    private Object amount(String field, BigDecimal number) {
        FieldType type = configuration.fields().typeOf(field).orElse(FieldType.NUMBER);
        return switch (type) {
            case DATE -> Moments.day(number).toString();
            case DATETIME -> Moments.instant(number).toString();
            default -> new BigDecimal(number.toPlainString());
        };
    }

    /** Puts what a body can hold; time, place, account and history come otherwise. */
    static void put(Map<String, Object> body, String field, Object value) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            if (field.equals("externalId")) {
                body.put(field, value);
            }
        } else if (SECTIONS.contains(field.substring(0, dot))
                && !field.equals(Moments.RECEIVED_AT)) {
            section(body, field.substring(0, dot)).put(field.substring(dot + 1), value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> body, String name) {
        return (Map<String, Object>)
                body.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }

    /** A lead must be somebody's: an id of its own says least about it. */
    private void name(Map<String, Object> body, State state) {
        if (!state.of("externalId").isMissing()) {
            body.putIfAbsent("externalId", EXAMPLE);
            return;
        }
        for (String path : List.of("contact.email", "contact.phone")) {
            FieldDemand demand = state.of(path);
            if (!demand.isMissing()) {
                value(path, demand, 0).ifPresent(value -> put(body, path, value));
                return;
            }
        }
    }

    private static @Nullable Account account(Map<String, Object> known) {
        boolean isKnown =
                Boolean.TRUE.equals(known.get("account.exists"))
                        || Stream.of("owner", "segment", "lists")
                                .anyMatch(name -> known.containsKey("account." + name));
        if (!isKnown) {
            return null;
        }
        Object lists = known.getOrDefault("account.lists", List.of());
        return new Account(
                new AccountKey(EXAMPLE),
                "Example account",
                List.of(),
                (String) known.get("account.owner"),
                (String) known.get("account.segment"),
                ((List<?>) lists).stream().map(Object::toString).toList(),
                List.of(),
                Map.of(),
                null,
                null);
    }

    /** Empty when the lead must have had an owner who cannot be one. */
    private static Optional<LeadContext.History> history(Map<String, Object> known) {
        String owner = (String) known.get("history.previousOwner");
        if (owner != null && !Key.isValid(owner)) {
            return Optional.empty();
        }
        Object touched = known.get("history.lastTouchAt");
        return Optional.of(
                new LeadContext.History(
                        owner == null ? null : new RepKey(owner),
                        Boolean.TRUE.equals(known.get("history.openAssignment")),
                        touched == null ? null : Instant.parse(touched.toString())));
    }

    private Stream<Sample> timed(Draft draft, State state) {
        Optional<Sample> read = read(draft);
        return state.fields().stream().noneMatch(Moments::isTime)
                ? read.stream()
                : read.stream().flatMap(sample -> moments.samples(sample, state));
    }

    private Optional<Sample> read(Draft draft) {
        return reader.read(Part.root(draft.body(), new Violations()))
                .map(body -> body.toLead(ID, now))
                .map(lead -> sample(draft, lead));
    }

    private Sample sample(Draft draft, Lead lead) {
        LeadContext context =
                new LeadContext(lead, draft.account(), null, draft.history(), Set.of());
        return new Sample(draft.body(), context, context.facts(configuration));
    }
}
