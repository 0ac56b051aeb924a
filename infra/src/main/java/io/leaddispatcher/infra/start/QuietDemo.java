package io.leaddispatcher.infra.start;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Whoever tries the demo reads one page of welcome and no log, unless they ask for it. */
final class QuietDemo implements EnvironmentPostProcessor, Ordered {

    /** After the configuration files were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty("dispatcher.demo", Boolean.class, false)) {
            environment
                    .getPropertySources()
                    .addLast(
                            new MapPropertySource(
                                    "quiet demo",
                                    Map.of(
                                            "logging.level.root", "warn",
                                            "spring.main.log-startup-info", "false")));
        }
    }
}
