package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.maillink.AnswerLinks;
import io.leaddispatcher.domain.dispatch.DispatchMessage;
import io.leaddispatcher.domain.dispatch.Occasion;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead in an e-mail: subject, and the same in words and in HTML.
 *
 * @param links where its links lead, by their words
 */
record DispatchMail(String subject, String text, String html, Map<String, String> links) {

    private static final String ACCEPT = "Accept";
    private static final String DECLINE = "Decline";
    private static final String OPEN = "Open the lead";
    private static final String OPEN_CRM = "Open in ";
    private static final int LINE = 500;
    private static final int SUBJECT = 150;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm z", Locale.ENGLISH);

    /** Looks of its own in the mark-up: mail programs read no style sheet. */
    private static final String BUTTON =
            "display:inline-block;padding:12px 20px;margin:0 8px 8px 0;border-radius:8px;"
                    + "font-weight:600;text-decoration:none;";

    private static final Map<String, String> LOOKS =
            Map.of(
                    ACCEPT, BUTTON + "background:#2b4fd8;color:#ffffff",
                    DECLINE, BUTTON + "border:1px solid #8a93a1;color:#13161b");

    static DispatchMail of(DispatchMessage message, @Nullable AnswerLinks answers) {
        return switch (message.occasion()) {
            case Occasion.Gone(var why) -> inBrief("No longer with you", message, why);
            case Occasion.News(var what) -> inBrief("A lead you handed off", message, what);
            case Occasion.NewLead _ -> dispatch("New lead", message, links(message, answers));
            case Occasion.Reminder _ -> dispatch("Reminder", message, links(message, answers));
        };
    }

    /** There is nothing to act on any more. */
    private static DispatchMail inBrief(String what, DispatchMessage message, String why) {
        String title = what + ": " + message.person().inBrief();
        String text =
                "%s (%s)\n\n%s\n"
                        .formatted(
                                line(title, LINE),
                                line(message.reference(), LINE),
                                line(why, LINE));
        String html =
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1$s</title></head><body><h1>%1$s</h1><p>%2$s</p></body></html>"
                        .formatted(
                                escape(line(title, LINE)),
                                escape(line(message.reference() + ". " + why, LINE)));
        return new DispatchMail(line(title, SUBJECT), text, html, Map.of());
    }

    private static Map<String, String> links(
            DispatchMessage message, @Nullable AnswerLinks answers) {
        Map<String, String> links = new LinkedHashMap<>();
        if (answers != null) {
            links.put(ACCEPT, answers.accept().toString());
            links.put(DECLINE, answers.decline().toString());
        }
        links.put(OPEN, message.link().toString());
        if (message.crm() != null) {
            links.put(OPEN_CRM + message.crm().crm(), message.crm().url().toString());
        }
        return links;
    }

    private static DispatchMail dispatch(
            String subject, DispatchMessage message, Map<String, String> links) {
        Map<String, String> lines = lines(message);
        String title =
                message.occasion() instanceof Occasion.Reminder
                        ? "Reminder of a lead"
                        : "New lead for you";
        StringBuilder text = new StringBuilder(title + "\n\n");
        lines.forEach((label, value) -> text.append(label).append(": ").append(value).append('\n'));
        text.append('\n');
        links.forEach((label, link) ->
                text.append(label).append(": ").append(line(link, LINE * 4)).append('\n'));

        StringBuilder html =
                new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                        .append("<title>%1$s</title></head><body><h1>%1$s</h1>".formatted(title))
                        .append("<table role=\"presentation\">");
        lines.forEach((label, value) ->
                html.append("<tr><th align=\"left\" valign=\"top\">")
                        .append(escape(label))
                        .append("</th><td>")
                        .append(escape(value))
                        .append("</td></tr>"));
        html.append("</table><p>");
        links.forEach((label, link) -> html.append(anchor(label, link)));
        html.append("</p></body></html>");
        return new DispatchMail(
                line(subject + ": " + message.person().inBrief(), SUBJECT),
                text.toString(),
                html.toString(),
                links);
    }

    private static String anchor(String label, String link) {
        if (!link.startsWith("https://") && !link.startsWith("http://")) {
            return "";
        }
        String look = LOOKS.get(label);
        return "<a href=\"%s\"%s>%s</a>"
                .formatted(
                        escape(link),
                        look == null ? "" : " style=\"%s\"".formatted(look),
                        escape(label));
    }

    private static Map<String, String> lines(DispatchMessage message) {
        Map<String, String> lines = new LinkedHashMap<>();
        ZoneId zone = message.reader().zone();
        put(lines, "Who", message.person().name());
        put(lines, "Title", message.person().title());
        put(lines, "Company", message.person().company());
        if (message.occasion() instanceof Occasion.Reminder(var what)) {
            put(lines, "To do", what);
        } else {
            put(lines, "Why you", message.why().rule() + ": " + message.why().because());
        }
        put(lines, "Since", time(message.request().since(), zone));
        put(lines, "Priority", message.request().priority());
        put(lines, "Source", message.request().source());
        put(lines, "Score", message.request().score());
        put(lines, "E-mail", message.person().email());
        put(lines, "Phone", message.person().phone());
        put(lines, "Next", message.terms().nextAction());
        Instant until = message.terms().acceptUntil();
        if (until != null) {
            put(lines, "Accept by", time(until, zone));
        }
        put(lines, "For", message.reader().name());
        put(lines, "Lead", message.reference());
        return lines;
    }

    private static void put(Map<String, String> lines, String label, @Nullable String value) {
        String shown = value == null ? "" : line(value, LINE);
        if (!shown.isEmpty()) {
            lines.put(label, shown);
        }
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** One line without control characters: nothing in it can begin a header or a line of ours. */
    static String line(String value, int most) {
        StringBuilder line = new StringBuilder();
        value.codePoints()
                .limit(most)
                .map(point -> isBlank(point) ? ' ' : point)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private static boolean isBlank(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
