package io.leaddispatcher.infra.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way to the pages. */
final class Sessions {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private Sessions() {}

    /** As the owner of a workspace. Answers what the browser sends along as its cookies. */
    static String logIn(Product product, String workspace)
            throws IOException, InterruptedException {
        HttpResponse<String> form =
                product.client()
                        .send(
                                HttpRequest.newBuilder(product.uri("/login")).build(),
                                BodyHandlers.ofString());
        Matcher csrf = CSRF.matcher(form.body());
        if (!csrf.find()) {
            throw new IOException("no form to log in by");
        }
        String fields =
                "email=owner%%40%s.test&password=%s&_csrf=%s"
                        .formatted(
                                workspace,
                                Product.PASSWORD,
                                URLEncoder.encode(csrf.group(1), UTF_8));
        return cookies(
                product.client()
                        .send(
                                HttpRequest.newBuilder(product.uri("/login"))
                                        .header("Cookie", cookies(form))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(BodyPublishers.ofString(fields))
                                        .build(),
                                BodyHandlers.ofString()));
    }

    private static String cookies(HttpResponse<?> answer) {
        return String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .toList());
    }
}
