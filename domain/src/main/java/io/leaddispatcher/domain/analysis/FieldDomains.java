package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.analysis.Choices.Choice;
import io.leaddispatcher.domain.analysis.FieldDemand.Presence;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.LeadKind;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Languages;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.territory.TerritoryKey;
import io.leaddispatcher.domain.territory.TerritoryReach;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each field of a lead can hold before anything is asked of it. */
final class FieldDomains {

    static final String TERRITORY = "territory";
    static final String COUNTRY = "company.country";

    /** Seen first in examples: everybody knows them. */
    private static final List<String> WELL_KNOWN =
            List.of("DE", "US", "FR", "GB", "ES", "IT", "NL", "CH", "AT", "JP", "BR", "IN", "AU");

    private static final List<String> SPOKEN = List.of("en", "de", "fr", "es", "it", "nl", "ja");
    private static final List<String> PAID = List.of("EUR", "USD", "GBP", "CHF", "JPY");

    private static final Demand FLAGS =
            Choices.of(
                    Stream.of(false, true)
                            .map(flag ->
                                    new Choice(
                                            flag, ImmutableSet.of(flag), null, flag.toString())));

    private static final Demand COUNTRIES =
            texts(
                    Stream.concat(
                            WELL_KNOWN.stream(),
                            Stream.of(Locale.getISOCountries())
                                    .filter(code -> Countries.code(code).isPresent())));

    private static final Demand LANGUAGES =
            texts(
                    Stream.concat(
                            SPOKEN.stream(),
                            Stream.of(Locale.getISOLanguages())
                                    .flatMap(code -> Languages.code(code).stream())));

    private static final Demand CURRENCIES =
            texts(
                    Stream.concat(
                            PAID.stream(),
                            Currency.availableCurrencies()
                                    .map(Currency::getCurrencyCode)
                                    .sorted()));

    private static final Demand WEEKDAYS =
            texts(Stream.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"));

    private static final Demand HOURS =
            Choices.of(
                    IntStream.range(0, 24)
                            .mapToObj(hour -> new BigDecimal(hour).stripTrailingZeros())
                            .map(hour ->
                                    new Choice(
                                            hour,
                                            ImmutableSet.of(hour),
                                            hour,
                                            hour.toPlainString())));

    private static final Demand TIMES_OF_DAY =
            Choices.of(
                    IntStream.range(0, 24 * 60)
                            .mapToObj(minute ->
                                    String.format(
                                            Locale.ROOT, "%02d:%02d", minute / 60, minute % 60))
                            .map(time ->
                                    new Choice(
                                            time,
                                            ImmutableSet.of(time),
                                            Translation.minutes(time),
                                            time)));

    private static final ImmutableMap<String, Demand> CLOSED =
            ImmutableMap.of(
                    COUNTRY, COUNTRIES, "lead.language", LANGUAGES, "lead.currency", CURRENCIES);

    private static final ImmutableSet<String> NEVER_MISSING =
            ImmutableSet.of("kind", "lead.receivedAt", "account.exists", "history.openAssignment");

    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    private final FieldCatalogue fields;
    private final LeadKind kind;
    private final BigDecimal now;
    private final List<TerritoryReach> reaches;
    private final Map<String, FieldDemand> known = new HashMap<>();

    FieldDomains(RoutingConfiguration configuration, LeadKind kind, Instant now) {
        this.fields = configuration.fields();
        this.kind = kind;
        this.now = Translation.seconds(now);
        this.reaches = configuration.territories().reaches();
    }

    /** Whether some lead has a value there; territories that claim nothing are never met. */
    FieldDemand of(String path) {
        return known.computeIfAbsent(path, this::demand);
    }

    private FieldDemand demand(String path) {
        if (path.equals(TERRITORY) && reaches.isEmpty()) {
            return new FieldDemand(Presence.MISSING, FLAGS);
        }
        boolean always = NEVER_MISSING.contains(path) || path.startsWith("time.");
        return new FieldDemand(always ? Presence.THERE : Presence.EITHER, values(path));
    }

    private Demand values(String path) {
        Demand closed = CLOSED.get(path);
        if (closed != null) {
            return closed;
        }
        if (path.equals(TERRITORY)) {
            return Choices.of(reaches.stream().map(FieldDomains::choice));
        }
        if (path.equals("kind")) {
            return texts(Stream.of(kind.word()));
        }
        if (FieldCatalogue.isWeekday(path)) {
            return WEEKDAYS;
        }
        if (FieldCatalogue.isTimeOfDay(path)) {
            return TIMES_OF_DAY;
        }
        return path.startsWith("time.") && path.endsWith(".hour")
                ? HOURS
                : byType(path, fields.typeOf(path).orElse(FieldType.TEXT));
    }

    private Demand byType(String path, FieldType type) {
        return switch (type) {
            case TEXT -> Texts.all(TextForm.of(path));
            case NUMBER -> Amounts.all(usualNumber(path), BigDecimal.ONE);
            case BOOLEAN -> FLAGS;
            case DATE, DATETIME -> Amounts.all(now, DAY);
            case LIST -> Elements.ALL;
            case GEO -> Places.ALL;
        };
    }

    private static BigDecimal usualNumber(String path) {
        return BigDecimal.valueOf(
                switch (path) {
                    case "company.annualRevenue" -> 5_000_000;
                    case "lead.estimatedValue" -> 20_000;
                    default -> 50;
                });
    }

    private static Choice choice(TerritoryReach reach) {
        return new Choice(
                reach,
                reach.keys().stream()
                        .map(TerritoryKey::value)
                        .map(TextFolding::fold)
                        .collect(ImmutableSet.toImmutableSet()),
                null,
                reach.keys().getFirst().value());
    }

    private static Demand texts(Stream<String> texts) {
        return Choices.of(
                texts.distinct()
                        .map(text ->
                                new Choice(
                                        text,
                                        ImmutableSet.of(TextFolding.fold(text)),
                                        null,
                                        text)));
    }
}
