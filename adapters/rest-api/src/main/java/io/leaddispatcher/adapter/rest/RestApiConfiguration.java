package io.leaddispatcher.adapter.rest;

import io.leaddispatcher.adapter.rest.security.CallerArgumentResolver;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** The HTTP API under {@code /api/v1}, and what all doors under {@code /hooks} share. */
@Configuration
@ComponentScan
public class RestApiConfiguration implements WebFluxConfigurer {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new CallerArgumentResolver());
    }
}
