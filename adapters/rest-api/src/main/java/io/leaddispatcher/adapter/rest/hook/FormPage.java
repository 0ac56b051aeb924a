package io.leaddispatcher.adapter.rest.hook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What somebody reads whose browser has sent a form by itself, and who would see JSON otherwise.
 * Scripts get what they ask for.
 */
final class FormPage {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private FormPage() {}

    /** In the words of a language; English where there are no others. */
    private enum Words {
        EN(
                "Thank you",
                "Your request has arrived. You can close this page.",
                "This was not sent",
                "An e-mail address or a phone number is needed. Go back and fill it in.",
                "Something went wrong. Go back and try again in a moment."),
        DE(
                "Vielen Dank",
                "Ihre Anfrage ist angekommen. Sie können diese Seite schließen.",
                "Das wurde nicht gesendet",
                "Eine E-Mail-Adresse oder Telefonnummer wird gebraucht. Gehen Sie zurück und tragen Sie sie ein.",
                "Etwas ging schief. Gehen Sie zurück und versuchen Sie es gleich noch einmal.");

        private final String thanks;
        private final String arrived;
        private final String refused;
        private final String incomplete;
        private final String failed;

        Words(String thanks, String arrived, String refused, String incomplete, String failed) {
            this.thanks = thanks;
            this.arrived = arrived;
            this.refused = refused;
            this.incomplete = incomplete;
            this.failed = failed;
        }

        static Words of(ServerHttpRequest request) {
            List<Locale> asked = request.getHeaders().getAcceptLanguageAsLocales();
            return !asked.isEmpty() && asked.getFirst().getLanguage().equals("de") ? DE : EN;
        }

        String title(ResponseEntity<?> answer) {
            return answer.getStatusCode().isError() ? refused : thanks;
        }

        String sentence(ResponseEntity<?> answer) {
            if (!answer.getStatusCode().isError()) {
                return arrived;
            }
            return answer.getStatusCode().value() == 422 ? incomplete : failed;
        }
    }

    /** The same answer as a page, when that is what the sender can show. */
    static ResponseEntity<Object> of(ServerHttpRequest request, ResponseEntity<Object> answer) {
        return answer.getStatusCode().is3xxRedirection() || !isPage(request)
                ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .headers(answer.getHeaders())
                        .contentType(HTML)
                        .body(html(Words.of(request), answer));
    }

    /** Browsers name HTML first when they go to another page, and scripts do not name it. */
    private static boolean isPage(ServerHttpRequest request) {
        try {
            List<MediaType> accepted = request.getHeaders().getAccept();
            return !accepted.isEmpty()
                    && accepted.getFirst().isCompatibleWith(MediaType.TEXT_HTML)
                    && !accepted.getFirst().isWildcardType();
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    private static String html(Words words, ResponseEntity<?> answer) {
        return """
        <!doctype html>
        <html lang="%s">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <h1>%s</h1>
        <p>%s</p>
        """
                .formatted(
                        words.name().toLowerCase(Locale.ROOT),
                        words.title(answer),
                        words.title(answer),
                        words.sentence(answer));
    }
}
