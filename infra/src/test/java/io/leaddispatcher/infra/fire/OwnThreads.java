package io.leaddispatcher.infra.fire;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** A node in a JVM with others has threads of its own, which end with it and with it alone. */
@Configuration(proxyBeanMethods = false)
class OwnThreads {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }
}
