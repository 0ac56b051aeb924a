package io.leaddispatcher.adapter.email;

import io.leaddispatcher.domain.dispatch.LeadMail;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail to a lead: what its template says, as text and as the same text in simple HTML. */
final class LeadLetter {

    private static final int SUBJECT = 200;
    private static final int LINE = 2_000;

    /** What the link at the end says, by language; English where there is no other. */
    private static final Map<String, String> NO_MORE =
            Map.of(
                    "en", "No more e-mails of this kind",
                    "de", "Keine weiteren E-Mails dieser Art");

    private LeadLetter() {}

    /**
     * @param optOut where the person says that they want no more of these mails; null: it is not
     *     sent
     */
    static DispatchMail of(LeadMail mail, @Nullable URI optOut) {
        StringBuilder text = new StringBuilder();
        StringBuilder html =
                new StringBuilder("<!doctype html><html lang=\"")
                        .append(DispatchMail.escape(mail.language()))
                        .append("\"><head><meta charset=\"utf-8\"></head><body>");
        for (String paragraph : mail.text().strip().split("\n\\s*\n", -1)) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            html.append("<p>");
            String between = "";
            for (String sent : paragraph.split("\n", -1)) {
                String line = DispatchMail.line(sent, LINE);
                text.append(line).append('\n');
                html.append(between).append(linked(line));
                between = "<br>";
            }
            html.append("</p>");
        }
        // Who has just written knows why this comes; who is written to later is told how to end it.
        if (optOut != null && mail.purpose() == LeadMail.Purpose.SEQUENCE) {
            String words = noMore(mail.language());
            text.append("\n-- \n").append(words).append(": ").append(optOut).append('\n');
            html.append("<hr><p><small><a href=\"")
                    .append(DispatchMail.escape(optOut.toString()))
                    .append("\">")
                    .append(DispatchMail.escape(words))
                    .append("</a></small></p>");
        }
        html.append("</body></html>");
        return new DispatchMail(
                DispatchMail.line(mail.subject(), SUBJECT),
                text.toString(),
                html.toString(),
                optOut == null ? Map.of() : Map.of(noMore(mail.language()), optOut.toString()));
    }

    private static String noMore(String language) {
        String primary = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
        return NO_MORE.getOrDefault(primary, NO_MORE.getOrDefault("en", ""));
    }

    /** Addresses that the template names lead somewhere; values that look like one are left out. */
    private static String linked(String line) {
        StringBuilder html = new StringBuilder();
        String between = "";
        for (String word : line.split(" ", -1)) {
            html.append(between).append(isLink(word) ? anchor(word) : DispatchMail.escape(word));
            between = " ";
        }
        return html.toString();
    }

    private static boolean isLink(String word) {
        return word.startsWith("https://") || word.startsWith("http://");
    }

    private static String anchor(String word) {
        int end = word.length();
        while (end > 0 && ".,;:!?)".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        String link = DispatchMail.escape(word.substring(0, end));
        return "<a href=\"%s\">%s</a>%s"
                .formatted(link, link, DispatchMail.escape(word.substring(end)));
    }
}
