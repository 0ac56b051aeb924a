package io.leaddispatcher.infra.start;

import io.leaddispatcher.infra.settings.DispatcherSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever tries the demo where it is, how to get in, and what to look at. */
@Component
@ConditionalOnBooleanProperty("dispatcher.demo")
final class Welcome {

    private final DispatcherSettings settings;
    private final DemoLogin login;

    Welcome(DispatcherSettings settings, DemoLogin login) {
        this.settings = settings;
        this.login = login;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("SystemOut") // It is for the person at the terminal, not for a log.
    void say() {
        System.out.println(text());
    }

    String text() {
        String url = settings.publicUrl().toString().replaceAll("/+$", "");
        return """

        Lead Dispatcher is ready.

          Open      %1$s
          E-mail    %2$s
          Password  %3$s

        Try first
          1. Press "Send a sample lead" on the home page and watch it find its rep.
          2. Open the lead: the trace shows which rule fired, and why.
          3. %1$s/sandbox shows the Slack message as the rep would see it.

        Data lies in %4$s. Ctrl-C stops; the next start goes on from there.
        """
                .formatted(url, DemoLogin.EMAIL, login.password(), settings.dataDir());
    }
}
