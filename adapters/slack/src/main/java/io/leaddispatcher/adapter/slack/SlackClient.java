package io.leaddispatcher.adapter.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.net.InetAddresses;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import com.slack.api.util.json.GsonFactory;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.egress.EgressGuard;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Slack's Web API, reached through the guarded way out. Blocking. */
final class SlackClient implements AutoCloseable {

    private static final int IDLE_CONNECTIONS = 256;

    /** A page of people has some hundred thousand bytes. */
    private static final long LONGEST_ANSWER = 8L * 1024 * 1024;

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final Slack slack;
    private final Gson gson = new Gson();
    private final Gson answers;

    SlackClient(String apiBaseUrl, EgressGuard egress, Duration timeout) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(
                apiBaseUrl.endsWith("/") ? apiBaseUrl : apiBaseUrl + "/");
        // Its statistics would call auth.test before the first message of each token.
        config.setStatsEnabled(false);
        // They log bodies.
        config.setHttpClientResponseHandlers(new ArrayList<>());
        SlackHttpClient http = new SlackHttpClient(httpClient(egress, port(apiBaseUrl), timeout));
        http.setConfig(config);
        this.slack = Slack.getInstance(config, http);
        this.answers = GsonFactory.createSnakeCase(config);
    }

    private static int port(String apiBaseUrl) {
        return HttpUrl.get(apiBaseUrl).port();
    }

    private static OkHttpClient httpClient(EgressGuard egress, int port, Duration timeout) {
        return new OkHttpClient.Builder()
                // A Dns is told no port. Replies go to the same origin, or to hosts of Slack's own,
                // for which the port makes no difference.
                .dns(host -> egress.resolve(host, port))
                // OkHttp asks no Dns about an address that is spelled in figures.
                .addInterceptor(chain -> {
                    HttpUrl url = chain.request().url();
                    if (InetAddresses.isInetAddress(url.host())) {
                        egress.resolve(url.host(), url.port());
                    }
                    return chain.proceed(chain.request());
                })
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                .build();
    }

    /**
     * A form with the SDK's conventions: structures go as JSON text. Answers are read by one reader
     * for all, where the SDK's own calls make one for each.
     */
    <T extends SlackApiTextResponse> T call(
            Secret token, String method, Map<String, Object> body, Class<T> answer)
            throws IOException, SlackApiException {
        return read(post(method, "Bearer " + token.reveal(), body), answer);
    }

    /** Likewise as an app, and not as its bot in a team. */
    <T extends SlackApiTextResponse> T callAsApp(
            String clientId,
            Secret clientSecret,
            String method,
            Map<String, Object> body,
            Class<T> answer)
            throws IOException, SlackApiException {
        return read(
                post(method, Credentials.basic(clientId, clientSecret.reveal(), UTF_8), body),
                answer);
    }

    private Response post(String method, String authorization, Map<String, Object> body)
            throws IOException {
        Request request =
                new Request.Builder()
                        .url(slack.getConfig().getMethodsEndpointUrlPrefix() + method)
                        .header("Authorization", authorization)
                        .post(RequestBody.create(form(body), FORM))
                        .build();
        return slack.getHttpClient().getOkHttpClient().newCall(request).execute();
    }

    private <T extends SlackApiTextResponse> T read(Response answered, Class<T> answer)
            throws IOException, SlackApiException {
        try (Response response = answered) {
            String text = text(response);
            if (!response.isSuccessful()) {
                throw new SlackApiException(slack.getConfig(), response, text);
            }
            T read = answers.fromJson(text, answer);
            if (read == null) {
                throw new IOException("an empty answer");
            }
            return read;
        } catch (JsonParseException e) {
            throw new IOException("an answer that is no JSON", e);
        }
    }

    private static String text(Response response) throws IOException {
        ResponseBody body = response.peekBody(LONGEST_ANSWER + 1);
        if (body.contentLength() > LONGEST_ANSWER) {
            throw new IOException("an answer of more than %d bytes".formatted(LONGEST_ANSWER));
        }
        return body.string();
    }

    /** Posts JSON to an address that Slack gave for replies. No token goes along. */
    void reply(String address, String json) throws IOException {
        Request request =
                new Request.Builder()
                        .url(address)
                        .post(RequestBody.create(json, MediaType.get("application/json")))
                        .build();
        try (Response response =
                slack.getHttpClient().getOkHttpClient().newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("HTTP " + response.code());
            }
        }
    }

    // OkHttp's FormBody looks at each letter by itself: it took a tenth of the time of a message.
    private String form(Map<String, Object> body) {
        return body.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(text(field.getValue())))
                .collect(joining("&"));
    }

    private String text(Object value) {
        return value instanceof String text ? text : gson.toJson(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Override
    public void close() {
        OkHttpClient http = slack.getHttpClient().getOkHttpClient();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
