package io.leaddispatcher.web.layout;

import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.phrase.Phrase;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** The words of one language. Codes without words are spelled out. */
public final class Words {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final Pattern MISSING = Pattern.compile("'([^']+)' is required");
    private static final String CUSTOM = "custom.";
    private static final String NOTHING = "\u2014";

    private final MessageSource messages;
    private final InstantSource clock;
    private final Locale locale;
    private final Map<String, String> ownFields;
    private final Map<String, String> teams;

    Words(MessageSource messages, InstantSource clock, Locale locale) {
        this(messages, clock, locale, Map.of(), Map.of());
    }

    private Words(
            MessageSource messages,
            InstantSource clock,
            Locale locale,
            Map<String, String> ownFields,
            Map<String, String> teams) {
        this.messages = messages;
        this.clock = clock;
        this.locale = locale;
        this.ownFields = Map.copyOf(ownFields);
        this.teams = Map.copyOf(teams);
    }

    /**
     * The same, that call a workspace's own fields as the workspace does.
     *
     * @param names by the key of the field
     */
    public Words calling(Map<String, String> names) {
        return new Words(messages, clock, locale, names, teams);
    }

    /**
     * The same, that call the clocks of teams after the teams.
     *
     * @param names by the key of the team
     */
    public Words callingTeams(Map<String, String> names) {
        return new Words(messages, clock, locale, ownFields, names);
    }

    public String language() {
        return locale.getLanguage();
    }

    public String say(String key, Object... with) {
        return messages.getMessage(key, with, locale);
    }

    /** Whether there are words for it. */
    public boolean has(String key) {
        var words = messages.getMessage(key, null, "", locale);
        return words != null && !words.isEmpty();
    }

    /** What the code of a kind is called, {@code OUT_OF_HOURS} of {@code reason} for example. */
    public String name(String kind, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return NOTHING;
        }
        var words = messages.getMessage(kind + "." + code, null, "", locale);
        if (words != null && !words.isEmpty()) {
            return words;
        }
        return CODE.matcher(code).matches() ? spelled(code) : code;
    }

    /**
     * Whoever did something: {@code rep:mia}, {@code token:…}, {@code system} or a provider.
     *
     * @param named what it is called; null for one that is not known any more
     */
    public String actor(String label, @Nullable String named) {
        int colon = label.indexOf(':');
        String kind = colon < 0 ? label : label.substring(0, colon);
        if (named == null) {
            return name("actor", kind);
        }
        return kind.equals("token") ? say("actor.token.named", named) : named;
    }

    /**
     * What a field of a lead is called, by its path. A workspace's own whose name is not known here
     * is called by its key.
     */
    public String field(String path) {
        var team = FieldCatalogue.teamOf(path);
        if (team.isPresent()) {
            return teams.getOrDefault(team.get(), spelled(team.get()))
                    + ": "
                    + name("field", "time.team" + path.substring(path.lastIndexOf('.')));
        }
        if (!path.startsWith(CUSTOM)) {
            return name("field", path);
        }
        var key = path.substring(CUSTOM.length());
        var own = ownFields.get(key);
        return own == null || own.isBlank() ? spelled(key) : own;
    }

    /** In English where there are no other words yet. */
    public String phrase(Phrase phrase) {
        return phrase(phrase, this::value);
    }

    /**
     * Likewise.
     *
     * @param values says parts of documents
     */
    public String phrase(Phrase phrase, Function<@Nullable Object, String> values) {
        return switch (phrase) {
            case Phrase.Said said -> {
                Object[] parts = said.parts().stream().map(part -> phrase(part, values)).toArray();
                var words = messages.getMessage("phrase." + said.key(), parts, "", locale);
                yield words == null || words.isEmpty() ? said.english() : words;
            }
            case Phrase.Name(var name) -> say("phrase.name", name);
            case Phrase.Plain(var text) -> text;
            case Phrase.Field(var path) -> field(path);
            case Phrase.Value(var value, _) -> values.apply(value);
            case Phrase.Listing(var items, var joint) ->
                    joint.join(
                            items.stream().map(item -> phrase(item, values)).toList(),
                            say("phrase.joint." + joint).replace('_', ' '));
        };
    }

    /** Why a lead went where it went, of what decisions keep in English. */
    public String reason(String sentence) {
        return new Reasons(this).of(sentence);
    }

    /** What is wrong with a field. The use case's own sentence where there is no better one. */
    public String problem(String sentence) {
        return known(sentence).or(() -> new Complaints(this).of(sentence)).orElse(sentence);
    }

    /** Likewise, where nobody sees which field it stands beside: what is missing is named. */
    public String problemAlone(String sentence) {
        var missing = MISSING.matcher(sentence);
        return missing.matches() && known(sentence).isEmpty()
                ? say("complaint.required-named", missing.group(1))
                : problem(sentence);
    }

    /**
     * What went wrong with another system.
     *
     * @param message blank when all that is known is the code
     */
    public String failure(String code, String message) {
        return message.isBlank() ? name("health.error", code) : problem(message);
    }

    private Optional<String> known(String sentence) {
        var key = sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return Optional.ofNullable(
                        messages.getMessage(
                                "problem." + key.replaceAll("^-|-$", ""), null, "", locale))
                .filter(words -> !words.isEmpty());
    }

    public When when(Instant at) {
        return new When(at.toString(), ago(at), exact(at));
    }

    public @Nullable When whenOrNull(@Nullable Instant at) {
        return at == null ? null : when(at);
    }

    /** Null when it is past. */
    public @Nullable When whenAhead(@Nullable Instant at) {
        return at == null || !at.isAfter(clock.instant()) ? null : when(at);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** {@code 24.1 %} of 0.241. */
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /** How many of a hundred more, or less: {@code +2.1} of 0.021. */
    public String points(double share) {
        var format = new DecimalFormat("+0.0;\u22120.0", DecimalFormatSymbols.getInstance(locale));
        return Math.abs(share) < 0.0005
                ? format.format(0).substring(1)
                : format.format(share * 100);
    }

    /** In the two largest units that say something. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return NOTHING;
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            var seconds = BigDecimal.valueOf(duration.toMillis(), 3);
            var format = NumberFormat.getNumberInstance(locale);
            format.setMaximumFractionDigits(1);
            return format.format(seconds) + " s";
        }
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toHours() == 0
                ? duration.toMinutes() + " min"
                : duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }

    /** A span of time in the largest unit that it is a round number of: {@code 90 d}. */
    String span(Duration span) {
        if (span.toHours() != 0 && span.equals(Duration.ofDays(span.toDays()))) {
            return say("time.span.days", span.toDays());
        }
        return span.equals(Duration.ofMinutes(span.toMinutes())) && span.toHours() == 0
                ? span.toMinutes() + " min"
                : duration(span);
    }

    /** A value of a document as a person would write it. */
    public String value(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case Boolean yes -> say(yes ? "value.yes" : "value.no");
            case Number number -> number(number);
            case Collection<?> items ->
                    items.isEmpty()
                            ? NOTHING
                            : items.stream().map(this::value).collect(Collectors.joining(", "));
            case Map<?, ?> parts -> parts(parts);
            case Instant at -> exact(at);
            default -> value.toString().isBlank() ? NOTHING : value.toString();
        };
    }

    private String number(Number number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(6);
        return format.format(new BigDecimal(number.toString()));
    }

    private String parts(Map<?, ?> parts) {
        if (parts.containsKey("lat") && parts.containsKey("lon")) {
            var place = parts.get("lat") + ", " + parts.get("lon");
            return parts.containsKey("km") ? place + " (" + parts.get("km") + " km)" : place;
        }
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + value(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String ago(Instant at) {
        var since = Duration.between(at, clock.instant());
        if (since.isNegative()) {
            return since.toHours() > -24 ? say("time.in", duration(since.negated())) : day(at);
        }
        if (since.toMinutes() == 0) {
            return say("time.now");
        }
        if (since.toHours() == 0) {
            return say("time.minutes", since.toMinutes());
        }
        if (since.toHours() < 24) {
            return say("time.hours", since.toHours());
        }
        long days = ChronoUnit.DAYS.between(dayOf(at), dayOf(clock.instant()));
        if (days == 1) {
            return say("time.yesterday");
        }
        return days < 7 ? say("time.days", days) : day(at);
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private String day(Instant at) {
        return day(dayOf(at));
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
    }

    private String exact(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(at.atZone(ZoneOffset.UTC))
                + " UTC";
    }

    /**
     * On the wall of a zone, with the name that the zone's time has then, so that both of two equal
     * times of a night can be told apart: {@code 02:30 CEST}; with the day where it is another.
     */
    public String local(Instant at, ZoneId zone) {
        ZoneId named = TimeZones.named(zone);
        boolean today =
                at.atZone(named).toLocalDate().equals(clock.instant().atZone(named).toLocalDate());
        return DateTimeFormatter.ofPattern(say(today ? "time.local" : "time.local.day"), locale)
                .format(at.atZone(named));
    }

    /** By the clocks of a zone: {@code Mon 30 Nov, 09:00 (Europe/Berlin)}. */
    public String dayAndTime(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern(say("time.day-and-time"), locale).format(at.atZone(zone))
                + " (%s)".formatted(TimeZones.named(zone));
    }

    /** What a zone is called: {@code Central European Time (Europe/Berlin)}. */
    public String zone(ZoneId zone) {
        ZoneId named = TimeZones.named(zone);
        return named.getDisplayName(TextStyle.FULL, locale) + " (%s)".formatted(named);
    }

    /** A moment by the clocks of a zone: of today the time alone, in full when it is pointed at. */
    public When moment(Instant at, ZoneId zone) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var pattern = LocalDate.ofInstant(at, zone).equals(today) ? "HH:mm" : "time.day-and-time";
        var exact =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(at.atZone(zone));
        return new When(
                at.toString(),
                DateTimeFormatter.ofPattern(
                                pattern.startsWith("time.") ? say(pattern) : pattern, locale)
                        .format(at.atZone(zone)),
                "%s (%s)".formatted(exact, TimeZones.named(zone)));
    }

    /** {@code OUT_OF_HOURS} or {@code outOfHours}: Out of hours. */
    public static String spelled(String code) {
        var lower = code.equals(code.toUpperCase(Locale.ROOT));
        var apart =
                (lower ? code.toLowerCase(Locale.ROOT) : code)
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                        .replaceAll("[._-]+", " ")
                        .strip();
        if (apart.isEmpty()) {
            return code;
        }
        var words = lower ? apart : apart.toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
