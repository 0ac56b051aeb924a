package io.leaddispatcher.infra.command;

import io.leaddispatcher.adapter.postgres.PostgresConfiguration;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.InstantSource;
import java.util.function.ToIntFunction;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * Does one thing at the database and ends, instead of serving anybody. It is no configuration of
 * the program itself, so no scan finds it, nor those that import it.
 */
@Import(PostgresConfiguration.class)
@ComponentScan({
    "io.leaddispatcher.infra.database",
    "io.leaddispatcher.infra.identity",
    "io.leaddispatcher.infra.secret"
})
@EnableConfigurationProperties(DispatcherSettings.class)
public class OneCommand {

    /**
     * A program that could not start ends with 1.
     *
     * @param command what is needed for the work
     * @param work answers the exit code
     */
    public static int run(Class<?> command, ToIntFunction<BeanFactory> work, String... args) {
        SpringApplication application = new SpringApplication(OneCommand.class, command);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        try (var context = application.run(args)) {
            return work.applyAsInt(context);
        }
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
