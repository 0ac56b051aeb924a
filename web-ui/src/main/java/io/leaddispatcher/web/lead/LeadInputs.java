package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.ListLeadFields.OwnField;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.layout.Money;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadInput.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a lead's forms: those that every lead can have, and the workspace's own. Moments
 * and places on a map are nothing that people type.
 */
final class LeadInputs {

    /** Of these groups the last is the workspace's own. */
    record Group(String title, List<LeadInput> inputs) {
        Group {
            inputs = List.copyOf(inputs);
        }
    }

    /** What a person who puts a lead in is asked for. */
    static final List<String> FEW =
            List.of(
                    "contact.firstName",
                    "contact.lastName",
                    "contact.email",
                    "contact.phone",
                    "company.name",
                    "company.country",
                    "lead.source",
                    "lead.message");

    /** What rules mostly ask of a lead, for one that is made up to try them. */
    static final List<String> ASKED =
            List.of(
                    "contact.firstName",
                    "contact.lastName",
                    "contact.email",
                    "contact.phone",
                    "company.name",
                    "company.domain",
                    "company.employees",
                    "company.country",
                    "company.state",
                    "company.postalCode",
                    "lead.source",
                    "lead.intent",
                    "lead.product",
                    "lead.language");

    /** What can be corrected. */
    static final List<String> ALL =
            List.of(
                    "contact.firstName",
                    "contact.lastName",
                    "contact.email",
                    "contact.phone",
                    "contact.title",
                    "contact.preferredChannel",
                    "company.name",
                    "company.domain",
                    "company.industry",
                    "company.employees",
                    "company.annualRevenue",
                    "company.city",
                    "company.postalCode",
                    "company.state",
                    "company.country",
                    "lead.source",
                    "lead.campaign",
                    "lead.type",
                    "lead.intent",
                    "lead.product",
                    "lead.score",
                    "lead.urgency",
                    "lead.estimatedValue",
                    "lead.currency",
                    "lead.language",
                    "lead.timeZone",
                    "lead.message");

    private static final String CUSTOM = "custom.";

    private static final Set<String> NUMBERS =
            Set.of(
                    "company.employees",
                    "company.annualRevenue",
                    "lead.score",
                    "lead.estimatedValue");

    /** As many characters as an input of one line takes. */
    private static final int LINE = 1000;

    private static final Pattern ITEMS = Pattern.compile("[,;\\n]");

    private final List<String> standard;
    private final List<OwnField> own;
    private final Locale locale;
    private final Words words;

    /**
     * @param standard the paths of the fields that every lead can have, in their order
     */
    LeadInputs(List<String> standard, List<OwnField> own, Locale locale, Words words) {
        this.standard = standard;
        this.own =
                own.stream()
                        .filter(field ->
                                switch (field.type()) {
                                    case TEXT, NUMBER, BOOLEAN, DATE, LIST -> true;
                                    case DATETIME, GEO -> false;
                                })
                        .toList();
        this.locale = locale;
        this.words = words;
    }

    /** All paths that the form may send. */
    List<String> paths() {
        return Stream.concat(standard.stream(), own.stream().map(field -> CUSTOM + field.key()))
                .toList();
    }

    /**
     * What the form shows.
     *
     * @param values what stands in the fields, by path
     * @param was what stood there when it was opened; null in a form of something new
     * @param without the paths of fields that are hidden from whoever fills it in
     */
    List<Group> groups(
            Map<String, String> values,
            @Nullable Map<String, String> was,
            Map<String, String> problems,
            Set<String> without) {
        Map<String, List<LeadInput>> sections = new LinkedHashMap<>();
        for (String path : paths()) {
            if (!without.contains(path)) {
                sections.computeIfAbsent(
                                path.substring(0, path.indexOf('.')), _ -> new ArrayList<>())
                        .add(
                                new LeadInput(
                                        path,
                                        kind(
                                                path,
                                                values.getOrDefault(path, ""),
                                                was == null ? "" : was.getOrDefault(path, "")),
                                        label(path),
                                        values.getOrDefault(path, ""),
                                        was == null ? null : was.getOrDefault(path, ""),
                                        choices(path, values.getOrDefault(path, "")),
                                        problems.get(path)));
            }
        }
        return sections.entrySet().stream()
                .map(section -> new Group(title(section.getKey()), section.getValue()))
                .toList();
    }

    private String title(String section) {
        return words.say(section.equals("lead") ? "lead.request" : "lead." + section);
    }

    String label(String path) {
        if (path.startsWith(CUSTOM)) {
            return own(path).name();
        }
        return path.equals("lead.message")
                ? words.say("lead.form.message")
                : path.equals("company.name")
                        ? words.say("leads.company")
                        : words.name("fact", path.substring(path.indexOf('.') + 1));
    }

    /** What a field is called; empty when the form has none of this path. */
    Optional<String> called(String path) {
        return paths().contains(path) ? Optional.of(label(path)) : Optional.empty();
    }

    /** The path of the field that is called so here, in documents or on pages; else empty. */
    String pathOf(String name) {
        return paths().stream()
                .filter(path ->
                        path.equalsIgnoreCase(name)
                                || path.substring(path.indexOf('.') + 1).equalsIgnoreCase(name)
                                || label(path).equalsIgnoreCase(name))
                .findFirst()
                .orElse("");
    }

    private OwnField own(String path) {
        return own.stream()
                .filter(field -> path.equals(CUSTOM + field.key()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a field that has, or had, such a text is filled in on several lines. */
    boolean hasLines(String path, String value, String was) {
        return kind(path, value, was).equals("area");
    }

    /** An input of one line would join the lines of a text, and take no more of a long one. */
    private String kind(String path, String value, String was) {
        String kind = kind(path);
        boolean fits = isLine(value) && isLine(was);
        return !fits && Set.of("text", "list").contains(kind) ? "area" : kind;
    }

    private static boolean isLine(String text) {
        return text.length() <= LINE && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    private String kind(String path) {
        if (path.startsWith(CUSTOM)) {
            return switch (own(path).type()) {
                case NUMBER -> "number";
                case DATE -> "date";
                case BOOLEAN -> "pick";
                case LIST -> "list";
                default -> "text";
            };
        }
        return switch (path) {
            case "contact.email" -> "email";
            case "contact.phone" -> "tel";
            case "lead.message" -> "area";
            case "company.country" -> "pick";
            default -> NUMBERS.contains(path) ? "number" : "text";
        };
    }

    private List<Choice> choices(String path, String value) {
        if (path.equals("company.country")) {
            return countries(value);
        }
        return kind(path).equals("pick")
                ? List.of(
                        new Choice("true", words.say("value.yes")),
                        new Choice("false", words.say("value.no")))
                : List.of();
    }

    /** Also one that is none, so that it does not go by itself. */
    private List<Choice> countries(String value) {
        List<Choice> known =
                Stream.of(Locale.getISOCountries())
                        .map(code ->
                                new Choice(code, Locale.of("", code).getDisplayCountry(locale)))
                        .sorted(Comparator.comparing(Choice::name))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (!value.isEmpty() && known.stream().noneMatch(each -> each.key().equals(value))) {
            known.addFirst(new Choice(value, value));
        }
        return known;
    }

    /** What was filled in, as a lead body. */
    Map<String, Object> document(Map<String, String> sent) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (String path : paths()) {
            Object value = typed(path, sent.getOrDefault(path, ""));
            if (value != null) {
                put(document, path, value);
            }
        }
        return document;
    }

    /** Puts a value, or null, where its path says. */
    static void put(Map<String, Object> document, String path, @Nullable Object value) {
        int dot = path.indexOf('.');
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> section =
                (Map<String, @Nullable Object>)
                        document.computeIfAbsent(
                                path.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
        section.put(path.substring(dot + 1), value);
    }

    /** Null when it is blank. What is no number is sent as it is, so that it is refused. */
    @Nullable Object typed(String path, String text) {
        String plain = text.strip();
        if (plain.isEmpty()) {
            return null;
        }
        if (kind(path).equals("number")) {
            return Money.amount(plain, locale).<Object>map(read -> read).orElse(plain);
        }
        if (kind(path).equals("list")) {
            return ITEMS.splitAsStream(plain)
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList();
        }
        if (kind(path).equals("date")) {
            return TypedValue.day(plain);
        }
        if (path.startsWith(CUSTOM) && kind(path).equals("pick")) {
            return TypedValue.truth(plain);
        }
        return path.equals("lead.currency") ? Money.currency(plain, locale) : plain;
    }

    /** What is wrong, by the path of the field. */
    static Map<String, String> problems(InvalidInputException wrong, Words words) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Violation violation : wrong.violations()) {
            problems.putIfAbsent(path(violation.pointer()), words.problem(violation.message()));
        }
        return problems;
    }

    /** Of the field that a pointer into a lead body leads to. */
    static String path(String pointer) {
        return pointer.replaceFirst("^/", "").replaceFirst("/", ".");
    }
}
