package io.leaddispatcher.web.document;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a field of a form or of a file probably belongs, by what they mostly call theirs. */
public final class FieldGuess {

    private record Habit(Pattern name, String path) {

        static Habit of(String name, String path) {
            return new Habit(Pattern.compile(name), path);
        }
    }

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");

    // The first that fits counts, so the narrower ones stand above: a company's name is no name.
    private static final List<Habit> HABITS =
            List.of(
                    Habit.of("e?mail(adress|address)|email|mail$", "contact.email"),
                    Habit.of("utmsource|leadsource|herkunft|^source$|^quelle$", "lead.source"),
                    Habit.of("campaign|kampagne", "lead.campaign"),
                    Habit.of("firstname|^fname$|vorname|givenname", "contact.firstName"),
                    Habit.of(
                            "lastname|^lname$|nachname|surname|familyname|familienname",
                            "contact.lastName"),
                    Habit.of("phone|^tel|telefon|handy|mobil|rufnummer", "contact.phone"),
                    Habit.of("jobtitle|position|^title$|funktion", "contact.title"),
                    Habit.of(
                            "employee|companysize|headcount|mitarbeiter|teamsize",
                            "company.employees"),
                    Habit.of("industry|branche", "company.industry"),
                    Habit.of("website|webseite|domain|homepage|^url$", "company.domain"),
                    Habit.of("country|^land$", "company.country"),
                    Habit.of("postal|postcode|postleitzahl|zip|plz", "company.postalCode"),
                    Habit.of("(?<!capa)city$|^ort$|stadt$", "company.city"),
                    Habit.of("state$|region|bundesland|province", "company.state"),
                    Habit.of("company|organi[sz]ation|firma|unternehmen", "company.name"),
                    Habit.of("product|produkt|interest", "lead.product"),
                    // A whole name is better there than nowhere.
                    Habit.of("^(your|full|ihr)?name$", "contact.lastName"),
                    Habit.of(
                            "message|nachricht|comment|kommentar|question|^(ihre?|deine?|an)*frage|enquiry|inquiry|^notes?$|notiz|bemerkung|remark",
                            "lead.message"));

    private FieldGuess() {}

    /** A path into a lead body; empty when the name says nothing. */
    public static String of(String name) {
        String letters = NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return HABITS.stream()
                .filter(habit -> habit.name().matcher(letters).find())
                .map(Habit::path)
                .findFirst()
                .orElse("");
    }
}
