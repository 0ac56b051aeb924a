package io.leaddispatcher.domain.routing;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.field.Effort;
import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.FieldValue.Bool;
import io.leaddispatcher.domain.field.FieldValue.Day;
import io.leaddispatcher.domain.field.FieldValue.Items;
import io.leaddispatcher.domain.field.FieldValue.Moment;
import io.leaddispatcher.domain.field.FieldValue.Text;
import io.leaddispatcher.domain.field.Question;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A lead as conditions see it: its own values, and what follows from account, territory, history
 * and time.
 */
final class LeadFacts implements Facts {

    private static final DateTimeFormatter HOUR_AND_MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final String TEAM = "time.team.";

    private final RoutingConfiguration configuration;
    private final LeadContext context;
    private final Instant at;
    // Territories and segments cost something and are asked for by many rules.
    private final Map<String, Optional<FieldValue>> remembered = new HashMap<>();
    private final Effort effort = new Effort();

    /**
     * A lead at an instant.
     *
     * @param at the instant whose clocks the time fields show
     */
    LeadFacts(RoutingConfiguration configuration, LeadContext context, Instant at) {
        this.configuration = configuration;
        this.context = context;
        this.at = at;
    }

    @Override
    public Optional<FieldValue> value(String path) {
        int dot = path.indexOf('.');
        return switch (dot < 0 ? path : path.substring(0, dot)) {
            case "territory" -> remember(path, this::territories);
            case "segment" -> remember(path, this::segments);
            case "account" -> account(path);
            case "history" -> history(path);
            case "time" -> time(path);
            default -> context.lead().value(path);
        };
    }

    @Override
    public Optional<Boolean> answer(Question question, long steps, BooleanSupplier test) {
        return effort.answer(question, steps, test);
    }

    @Override
    public Set<Question> unasked() {
        return effort.unasked();
    }

    private Optional<FieldValue> remember(String path, Supplier<Optional<FieldValue>> work) {
        Optional<FieldValue> known = remembered.get(path);
        if (known == null) {
            // Missing meanwhile: a segment that asks for segments finds none, and no endless way.
            remembered.put(path, Optional.empty());
            known = work.get();
            remembered.put(path, known);
        }
        return known;
    }

    private Optional<FieldValue> territories() {
        AccountKey account = context.account() == null ? null : context.account().key();
        return items(
                configuration
                        .territories()
                        .resolve(context.lead(), account, context.territory())
                        .stream()
                        .map(TerritoryKey::value)
                        .toList());
    }

    private Optional<FieldValue> segments() {
        return items(
                configuration.segments().stream()
                        .filter(segment -> segment.when().holds(this, configuration))
                        .map(segment -> segment.key().value())
                        .toList());
    }

    private Optional<FieldValue> account(String path) {
        Account account = context.account();
        if (path.equals("account.exists")) {
            return Optional.of(new Bool(account != null));
        }
        if (account == null) {
            return Optional.empty();
        }
        return switch (path) {
            case "account.owner" -> Optional.ofNullable(account.owner()).map(Text::new);
            case "account.segment" ->
                    Optional.ofNullable(account.segment()).map(this::segmentKey).map(Text::new);
            case "account.lists" -> items(account.lists());
            default -> Optional.empty();
        };
    }

    /** Accounts name segments by key or by name, conditions by key alone. */
    private String segmentKey(String said) {
        return configuration.segments().stream()
                .filter(segment -> segment.name().equals(said))
                .map(segment -> segment.key().value())
                .findFirst()
                .orElse(said);
    }

    private Optional<FieldValue> history(String path) {
        LeadContext.History history = context.history();
        return switch (path) {
            case "history.previousOwner" ->
                    Optional.ofNullable(history.previousOwner()).map(rep -> new Text(rep.value()));
            case "history.openAssignment" -> Optional.of(new Bool(history.openAssignment()));
            case "history.lastTouchAt" ->
                    Optional.ofNullable(history.lastTouchAt()).map(Moment::new);
            default -> Optional.empty();
        };
    }

    private Optional<FieldValue> time(String path) {
        if (path.startsWith(TEAM)) {
            return FieldCatalogue.teamOf(path)
                    .filter(Key::isValid)
                    .flatMap(team -> teamTime(path, new TeamKey(team)));
        }
        if (path.startsWith("time.lead.")) {
            return clock(path, context.lead().zone().orElse(configuration.zone()));
        }
        return path.startsWith("time.utc.") ? clock(path, ZoneOffset.UTC) : Optional.empty();
    }

    private Optional<FieldValue> teamTime(String path, TeamKey key) {
        Optional<Team> team = configuration.roster().team(key);
        if (path.endsWith(".open")) {
            return team.map(found -> new Bool(configuration.roster().teamOpen(key, at)));
        }
        return team.flatMap(found -> clock(path, configuration.roster().zoneOf(found)));
    }

    private Optional<FieldValue> clock(String path, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "hour" -> Optional.of(new FieldValue.Number(BigDecimal.valueOf(local.getHour())));
            case "weekday" -> Optional.of(new Text(local.getDayOfWeek().name().substring(0, 3)));
            case "time" -> Optional.of(new Text(HOUR_AND_MINUTE.format(local)));
            case "date" -> Optional.of(new Day(local.toLocalDate()));
            default -> Optional.empty();
        };
    }

    private static Optional<FieldValue> items(List<String> items) {
        return items.isEmpty() ? Optional.empty() : Optional.of(new Items(items));
    }
}
