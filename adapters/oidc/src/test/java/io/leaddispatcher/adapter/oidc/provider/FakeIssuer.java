package io.leaddispatcher.adapter.oidc.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A provider that answers whatever a test wants, right or wrong. */
public final class FakeIssuer implements AutoCloseable {

    /** An answer in full. */
    public record Canned(int status, String contentType, String body) {}

    private static final String JSON = "application/json";

    private final HttpServer server;
    private final RSAKey first = key("first");
    private final RSAKey stranger = key("first");
    private final List<RSAKey> published = new CopyOnWriteArrayList<>(List.of(first));
    private final Map<String, Canned> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> beforeToken = new AtomicReference<>(() -> {});
    private volatile RSAKey signing = first;

    public FakeIssuer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
        describe(text -> text);
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Publishes the usual document, changed. */
    public void describe(UnaryOperator<String> change) {
        String usual =
                """
                {"issuer":"ISSUER","authorization_endpoint":"ISSUER/authorize","token_endpoint":"ISSUER/token",
                 "jwks_uri":"ISSUER/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                 "code_challenge_methods_supported":["S256"],"id_token_signing_alg_values_supported":["RS256"]}
                """
                        .replace("ISSUER", issuer().toString());
        put("/.well-known/openid-configuration", new Canned(200, JSON, change.apply(usual)));
    }

    public void put(String path, Canned answer) {
        answers.put(path, answer);
    }

    /** Something happens once, while the next code is redeemed. */
    public void beforeToken(Runnable act) {
        beforeToken.set(act);
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        return asked.stream().filter(path::equals).count();
    }

    /** Signs with another key from now on, and publishes it as well. */
    public void rotate() {
        signing = key("next" + published.size());
        published.add(signing);
    }

    /** The claims that are as they should be. */
    public JWTClaimsSet.Builder claims(String client, String nonce, String subject, String email) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .audience(client)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("email", email)
                .claim("email_verified", true)
                .claim("name", "Nora New");
    }

    /** The next code is redeemed for this token. */
    public void tokenIs(String token) {
        put(
                "/token",
                new Canned(
                        200,
                        JSON,
                        """
                        {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}
                        """
                                .formatted(token)));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(claims, signing);
    }

    /** By a key that has the published one's name and is another. */
    public String forged(JWTClaimsSet claims) {
        return signed(claims, stranger);
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                            claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by nobody. */
    public static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** Signed with the public key as if it were a shared secret: everybody has it. */
    public String signedByThePublicKey(JWTClaimsSet claims) {
        try {
            return mac(claims, first.toRSAPublicKey().getEncoded());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with the client secret: the client itself could have made it. */
    public String signedBySecret(JWTClaimsSet claims, String secret) {
        return mac(claims, secret.getBytes(StandardCharsets.UTF_8));
    }

    private String mac(JWTClaimsSet claims, byte[] secret) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(first.getKeyID())
                                    .build(),
                            claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            exchange.getRequestBody().readAllBytes();
            if (path.equals("/token")) {
                beforeToken.getAndSet(() -> {}).run();
            }
            Canned answer = answers.get(path);
            if (answer == null) {
                answer =
                        path.equals("/keys")
                                ? new Canned(
                                        200,
                                        JSON,
                                        new JWKSet(new ArrayList<>(published)).toString())
                                : new Canned(404, "text/plain", "nothing here");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (answer.status() / 100 == 3) {
                exchange.getResponseHeaders().set("Location", answer.body());
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
