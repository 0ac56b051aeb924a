package io.leaddispatcher.adapter.oidc.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Spring Authorization Server as a company runs it; tests add people and clients as they go. */
public final class AuthorizationServer {

    static final String LISTENING = "listening on ";

    private AuthorizationServer() {}

    /** Runs until whoever started it closes the other end of the input. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        try (var context =
                new SpringApplicationBuilder(Company.class)
                        .web(WebApplicationType.SERVLET)
                        .run(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--logging.level.root=warn",
                                "--spring.main.banner-mode=off")) {
            System.out.println(
                    LISTENING + context.getEnvironment().getRequiredProperty("local.server.port"));
            while (System.in.read() >= 0) {
                // The test holds the other end.
            }
        }
    }

    /** People with what the company tells of them, and the programs they log in to. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Office.class)
    static class Company {

        @Bean
        @Order(1)
        SecurityFilterChain protocol(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(
                            server -> {
                                http.securityMatcher(server.getEndpointsMatcher());
                                server.oidc(Customizer.withDefaults());
                            })
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .exceptionHandling(handling ->
                            handling.defaultAuthenticationEntryPointFor(
                                    new LoginUrlAuthenticationEntryPoint("/login"),
                                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain pages(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules ->
                            rules.requestMatchers("/office/**")
                                    .permitAll()
                                    .anyRequest()
                                    .authenticated())
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/office/**"))
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(
                    client("unused", "unused", "http://localhost/unused"));
        }

        @Bean
        AuthorizationServerSettings authorizationServerSettings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        InMemoryUserDetailsManager people() {
            return new InMemoryUserDetailsManager();
        }

        @Bean
        Map<String, Map<String, Object>> claimsOfPeople() {
            return new ConcurrentHashMap<>();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims(
                Map<String, Map<String, Object>> claimsOfPeople) {
            return context -> {
                if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                    Authentication who = Objects.requireNonNull(context.getPrincipal());
                    claimsOfPeople
                            .getOrDefault(who.getName(), Map.of())
                            .forEach(context.getClaims()::claim);
                }
            };
        }
    }

    private static RegisteredClient client(String id, String secret, String redirect) {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(id)
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(redirect)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.EMAIL)
                .scope(OidcScopes.PROFILE)
                .clientSettings(
                        ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                .build();
    }

    /** Where tests hand in their people and clients. */
    @RestController
    static final class Office {

        private final InMemoryRegisteredClientRepository clients;
        private final InMemoryUserDetailsManager people;
        private final Map<String, Map<String, Object>> claimsOfPeople;

        Office(
                InMemoryRegisteredClientRepository clients,
                InMemoryUserDetailsManager people,
                Map<String, Map<String, Object>> claimsOfPeople) {
            this.clients = clients;
            this.people = people;
            this.claimsOfPeople = claimsOfPeople;
        }

        @PostMapping("/office/clients")
        void register(
                @RequestParam("id") String id,
                @RequestParam("secret") String secret,
                @RequestParam("redirect") String redirect) {
            clients.save(client(id, secret, redirect));
        }

        @PostMapping("/office/people")
        void hire(
                @RequestParam("name") String name,
                @RequestParam("email") String email,
                @RequestParam("verified") boolean verified,
                @RequestParam(name = "groups", defaultValue = "") List<String> groups) {
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("email", email);
            claims.put("email_verified", verified);
            claims.put("name", name);
            claims.put("groups", List.copyOf(groups));
            claimsOfPeople.put(name, claims);
            if (!people.userExists(name)) {
                people.createUser(
                        User.withUsername(name)
                                .password("{noop}" + RunningProvider.PASSWORD)
                                .roles("PERSON")
                                .build());
            }
        }
    }
}
