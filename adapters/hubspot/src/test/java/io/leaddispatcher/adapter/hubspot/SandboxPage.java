package io.leaddispatcher.adapter.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.leaddispatcher.adapter.hubspot.StandInRecords.Activity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The page of {@link SandboxCrm}: its contacts, who owns them, and what the product has written.
 */
final class SandboxPage {

    private static final int MOST_SHOWN = 50;
    private static final int LARGEST_FORM = 10_000;

    private final SandboxCrm crm;

    SandboxPage(SandboxCrm crm) {
        this.crm = crm;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                act(exchange, path);
                return;
            }
            switch (path) {
                case "/sandbox" -> answer(exchange, 200, "text/html", page());
                case "/sandbox/records" -> answer(exchange, 200, "text/html", records());
                case "/sandbox/crm.css" -> answer(exchange, 200, "text/css", resource("crm.css"));
                case "/sandbox/crm.js" ->
                        answer(exchange, 200, "text/javascript", resource("crm.js"));
                default -> answer(exchange, 404, "text/plain", "There is nothing here.");
            }
        }
    }

    /** Only what this page's own forms send: another site in the same browser must not. */
    private void act(HttpExchange exchange, String path) throws IOException {
        String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            answer(exchange, 403, "text/plain", "That did not come from this page.");
            return;
        }
        Map<String, String> form =
                form(new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), UTF_8));
        if (path.equals("/sandbox/contacts") && !form.getOrDefault("email", "").isBlank()) {
            String company = form.getOrDefault("company", "");
            crm.contact(
                    form.getOrDefault("firstname", ""),
                    form.getOrDefault("lastname", ""),
                    form.getOrDefault("email", "").strip(),
                    company.matches("[0-9]{1,9}") ? Long.valueOf(company) : null);
        } else if (path.matches("/sandbox/contacts/[0-9]{1,18}")) {
            crm.give(
                    Long.parseLong(path.substring(path.lastIndexOf('/') + 1)),
                    form.getOrDefault("owner", ""));
        }
        exchange.getResponseHeaders().set("Location", "/sandbox");
        exchange.sendResponseHeaders(303, -1);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(
                        Collectors.toMap(
                                pair -> URLDecoder.decode(pair[0], UTF_8),
                                pair -> URLDecoder.decode(pair[1], UTF_8),
                                (first, _) -> first));
    }

    private String page() {
        return resource("crm.html")
                .replace("{companies}", companies())
                .replace("{records}", records());
    }

    private String companies() {
        return crm.records().companies().entrySet().stream()
                .map(each ->
                        "<option value=\"%d\">%s, owned by %s</option>"
                                .formatted(
                                        each.getKey(),
                                        text(each.getValue(), "name"),
                                        escaped(owner(each.getValue()))))
                .collect(Collectors.joining("\n"));
    }

    private String records() {
        SortedMap<Long, Map<String, String>> contacts = crm.records().contacts();
        String head =
                "<p class=\"state\">%s</p>"
                        .formatted(
                                crm.hook() == null
                                        ? "Lead Dispatcher has not connected yet."
                                        : "Connected: what happens here is told to Lead Dispatcher by signed webhooks.");
        if (contacts.isEmpty()) {
            return head
                    + "<p class=\"empty\">No contacts yet. Make one above, and watch who gets it.</p>";
        }
        return head
                + contacts.entrySet().stream()
                        .limit(MOST_SHOWN)
                        .map(each -> contact(each.getKey(), each.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private String contact(long id, Map<String, String> properties) {
        String company = crm.records().companyOf(id);
        return """
        <article data-testid="contact">
          <header><h3>%s %s</h3><p>%s%s</p></header>
          <form method="post" action="/sandbox/contacts/%d">
            <label>Owner <select name="owner">%s</select></label>
            <button>Give</button>
          </form>
          <dl>%s</dl>
          %s%s
        </article>
        """
                .formatted(
                        text(properties, "firstname"),
                        text(properties, "lastname"),
                        text(properties, "email"),
                        company.isEmpty() ? "" : ", " + escaped(company),
                        id,
                        owners(properties.getOrDefault(SandboxCrm.OWNER, "")),
                        written(properties),
                        activities(id, "tasks", "Task", "hs_task_subject", "hs_timestamp"),
                        activities(id, "notes", "Note", "hs_note_body", ""));
    }

    private String owners(String chosen) {
        String nobody =
                "<option value=\"\"%s>nobody</option>"
                        .formatted(chosen.isEmpty() ? " selected" : "");
        return nobody
                + crm.records().owners().entrySet().stream()
                        .map(owner ->
                                "<option value=\"%s\"%s>%s</option>"
                                        .formatted(
                                                escaped(owner.getKey()),
                                                owner.getKey().equals(chosen) ? " selected" : "",
                                                escaped(owner.getValue())))
                        .collect(Collectors.joining());
    }

    private String owner(Map<String, String> properties) {
        return crm.records()
                .owners()
                .getOrDefault(properties.getOrDefault(SandboxCrm.OWNER, ""), "nobody");
    }

    private static String written(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(each ->
                        each.getKey().startsWith("ld_") || each.getKey().equals("hs_lead_status"))
                .sorted(Map.Entry.comparingByKey())
                .map(each ->
                        "<dt>%s</dt><dd>%s</dd>"
                                .formatted(escaped(each.getKey()), escaped(each.getValue())))
                .collect(Collectors.joining());
    }

    private String activities(long contact, String kind, String word, String words, String at) {
        List<Activity> found =
                crm.records().activities(kind).stream()
                        .filter(each -> each.contact().equals(String.valueOf(contact)))
                        .toList();
        return found.stream()
                .map(each ->
                        "<p class=\"%s\"><b>%s</b> %s %s</p>"
                                .formatted(
                                        kind,
                                        isClosed(each) ? word + ", closed" : word,
                                        plain(each.properties().getOrDefault(words, "")),
                                        at.isEmpty()
                                                ? ""
                                                : "<time>due "
                                                        + text(each.properties(), at)
                                                        + "</time>"))
                .collect(Collectors.joining());
    }

    private static boolean isClosed(Activity activity) {
        return "COMPLETED".equals(activity.properties().get("hs_task_status"));
    }

    /** A note is HTML there: its text is shown. */
    private static String plain(String html) {
        return escaped(HtmlUtils.htmlUnescape(html.replace("<br>", "\n")));
    }

    private static String text(Map<String, String> properties, String name) {
        return escaped(properties.getOrDefault(name, ""));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(SandboxPage.class.getResourceAsStream("sandbox/" + name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
