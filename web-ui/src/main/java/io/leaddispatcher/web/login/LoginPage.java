package io.leaddispatcher.web.login;

import io.leaddispatcher.web.session.TriedAddress;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;

/** The way in. What the form sends is taken by a filter. */
@Controller
final class LoginPage {

    private final boolean signUp;
    private final TriedAddress tried;

    LoginPage(
            @Value("${dispatcher.signup.enabled:true}") boolean signUp,
            @Value("${dispatcher.public-url:http://localhost:8080}") URI publicUrl) {
        this.signUp = signUp;
        this.tried = TriedAddress.at(publicUrl);
    }

    @GetMapping("/login")
    String show(
            @RequestParam MultiValueMap<String, String> parameters,
            ServerWebExchange exchange,
            Model model) {
        model.addAttribute("email", tried.take(exchange).orElse(""));
        model.addAttribute("refused", parameters.containsKey("error"));
        model.addAttribute("throttled", parameters.containsKey("throttled"));
        model.addAttribute("reset", parameters.containsKey("reset"));
        model.addAttribute("signup", signUp);
        model.addAttribute("ssoUnknown", parameters.containsKey("sso-unknown"));
        model.addAttribute("ssoAway", parameters.containsKey("sso-away"));
        model.addAttribute("ssoStale", parameters.containsKey("sso-stale"));
        model.addAttribute("ssoRefused", parameters.containsKey("sso-refused"));
        model.addAttribute("left", parameters.containsKey("logout"));
        model.addAttribute("ended", parameters.containsKey("ended"));
        return "login/login";
    }
}
