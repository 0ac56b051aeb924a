package io.leaddispatcher.web.home;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.demo.SendSampleLead;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import reactor.core.publisher.Mono;

/** The demo's button: a lead comes in, and one watches where it goes. */
@Controller
@ConditionalOnProperty("dispatcher.demo")
final class SampleLeadPage {

    private final SendSampleLead sendSampleLead;

    SampleLeadPage(SendSampleLead sendSampleLead) {
        this.sendSampleLead = sendSampleLead;
    }

    @PostMapping("/sample-leads")
    Mono<String> send(@AuthenticationPrincipal SignedIn who) {
        return sendSampleLead.handle(who.caller()).map(lead -> "redirect:/leads/" + lead);
    }
}
