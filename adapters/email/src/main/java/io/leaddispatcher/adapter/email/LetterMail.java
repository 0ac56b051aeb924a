package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.letter.Letter;
import java.util.Map;
import java.util.stream.Collectors;

/** A letter as an e-mail. */
final class LetterMail {

    private static final int LINE = 500;
    private static final int SUBJECT = 150;

    private LetterMail() {}

    static DispatchMail of(Letter letter) {
        String text =
                letter.text()
                        .lines()
                        .map(line -> DispatchMail.line(line, LINE))
                        .collect(Collectors.joining("\n"));
        StringBuilder plain = new StringBuilder(text).append('\n');
        StringBuilder html =
                new StringBuilder(
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"></head><body>");
        text.lines()
                .filter(line -> !line.isEmpty())
                .forEach(line ->
                        html.append("<p>").append(DispatchMail.escape(line)).append("</p>"));
        if (letter.link() != null && letter.action() != null) {
            plain.append('\n')
                    .append(letter.action())
                    .append(": ")
                    .append(letter.link())
                    .append('\n');
            html.append("<p><a href=\"")
                    .append(DispatchMail.escape(letter.link()))
                    .append("\">")
                    .append(DispatchMail.escape(letter.action()))
                    .append("</a></p>");
        }
        html.append("</body></html>");
        return new DispatchMail(
                DispatchMail.line(letter.subject(), SUBJECT),
                plain.toString(),
                html.toString(),
                Map.of());
    }
}
