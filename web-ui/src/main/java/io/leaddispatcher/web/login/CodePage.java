package io.leaddispatcher.web.login;

import io.leaddispatcher.web.session.Doorway;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ServerWebExchange;

/** The second step of the way in. What the form sends is taken by a filter. */
@Controller
final class CodePage {

    private final Doorway doorway;

    CodePage(Doorway doorway) {
        this.doorway = doorway;
    }

    @GetMapping("/login/code")
    String show(
            @RequestParam MultiValueMap<String, String> parameters,
            ServerWebExchange exchange,
            Model model) {
        if (!doorway.owesCode(exchange)) {
            return "redirect:/login";
        }
        model.addAttribute("refused", parameters.containsKey("error"));
        model.addAttribute("throttled", parameters.containsKey("throttled"));
        model.addAttribute("recovery", parameters.containsKey("recovery"));
        return "login/code";
    }
}
