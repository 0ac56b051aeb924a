package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.analysis.ValueTest.OneOf;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.routing.LeadContext;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Instants at which a lead comes as a state wants it: all clocks follow from that one. */
final class Moments {

    static final String RECEIVED_AT = "lead.receivedAt";

    private static final BigDecimal FIRST =
            Translation.seconds(Instant.parse("0001-02-01T00:00:00Z"));
    private static final BigDecimal LAST =
            Translation.seconds(Instant.parse("9999-11-30T00:00:00Z"));

    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int STEPS_OF_TEN_DAYS = 10 * 48;
    private static final int MOST_SAMPLES = 2;

    private final RoutingConfiguration configuration;
    private final Instant now;

    Moments(RoutingConfiguration configuration, Instant now) {
        this.configuration = configuration;
        this.now = now;
    }

    static boolean isTime(String field) {
        return field.startsWith("time.") || field.equals(RECEIVED_AT);
    }

    /** The lead at a few instants that are as the state says. */
    Stream<Sample> samples(Sample lead, State state) {
        List<String> asked = state.fields().stream().filter(Moments::isTime).toList();
        return instants(state, asked)
                .map(at -> at(lead, at))
                .filter(sample -> asked.stream().allMatch(field -> fits(sample, field, state)))
                .limit(MOST_SAMPLES);
    }

    /** The same lead, received at another instant. */
    Sample at(Sample sample, Instant at) {
        LeadContext context = sample.context();
        Lead lead = context.lead();
        LeadContext moved =
                new LeadContext(
                        new Lead(
                                lead.id(),
                                lead.externalId(),
                                lead.kind(),
                                at,
                                lead.values(),
                                lead.issues()),
                        context.account(),
                        context.match(),
                        context.history(),
                        context.declinedBy());
        Map<String, Object> body = new LinkedHashMap<>(sample.body());
        body.put("receivedAt", at.toString());
        return new Sample(body, moved, moved.facts(configuration));
    }

    /** The days to come and the days around those that are named, step by step. */
    private Stream<Instant> instants(State state, List<String> asked) {
        List<Integer> minutes =
                asked.stream()
                        .filter(field -> field.endsWith(".time"))
                        .flatMap(field -> state.of(field).examples().stream().limit(1))
                        .map(time -> Translation.minutes(time.toString()).intValue() % 30)
                        .toList();
        Stream<Instant> days =
                Stream.concat(
                        Stream.of(now),
                        asked.stream()
                                .filter(field ->
                                        field.endsWith(".date") || field.equals(RECEIVED_AT))
                                .flatMap(field -> state.of(field).examples().stream())
                                .map(example -> instant((BigDecimal) example)));
        return days.flatMap(day -> Stream.concat(Stream.of(day), around(day, minutes)));
    }

    private static Stream<Instant> around(Instant day, List<Integer> minutes) {
        Instant start = day.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(1));
        return IntStream.range(0, STEPS_OF_TEN_DAYS)
                .mapToObj(step -> start.plus(STEP.multipliedBy(step)))
                .flatMap(at ->
                        Stream.concat(
                                Stream.of(at),
                                minutes.stream()
                                        .map(minute -> at.plus(Duration.ofMinutes(minute)))));
    }

    private boolean fits(Sample sample, String field, State state) {
        return sample.facts()
                .value(field)
                .flatMap(configuration.fields().typeOf(field).orElse(FieldType.TEXT)::read)
                .map(value -> new OneOf(ImmutableSet.of(key(value))))
                .filter(value -> state.of(field).and(value, true) != null)
                .isPresent();
    }

    private static Object key(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(var text) -> TextFolding.fold(text);
            case FieldValue.Number(var number) -> number.stripTrailingZeros();
            case FieldValue.Bool(var flag) -> flag;
            case FieldValue.Day(var day) ->
                    Translation.seconds(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            case FieldValue.Moment(var instant) -> Translation.seconds(instant);
            case FieldValue.Items _, FieldValue.Geo _ ->
                    throw new IllegalStateException("%s is no time".formatted(value));
        };
    }

    /** Within the years that a date of four digits can name. */
    static Instant instant(BigDecimal seconds) {
        BigDecimal named = seconds.max(FIRST).min(LAST);
        BigDecimal whole = named.setScale(0, RoundingMode.FLOOR);
        BigDecimal nanos = named.subtract(whole).movePointRight(9);
        return Instant.ofEpochSecond(whole.longValue(), nanos.longValue());
    }

    static LocalDate day(BigDecimal seconds) {
        return LocalDate.ofInstant(instant(seconds), ZoneOffset.UTC);
    }
}
