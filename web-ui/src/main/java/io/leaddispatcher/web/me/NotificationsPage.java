package io.leaddispatcher.web.me;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.me.AllowDevice;
import io.leaddispatcher.application.me.ChangeMyNotifications;
import io.leaddispatcher.application.me.ForgetDevices;
import io.leaddispatcher.application.me.UseDevice;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A rep says how they are told, and on which devices. */
@Controller
final class NotificationsPage {

    private final ChangeMyNotifications changeMyNotifications;
    private final AllowDevice allowDevice;
    private final UseDevice useDevice;
    private final ForgetDevices forgetDevices;
    private final MyPage page;
    private final Doorway doorway;
    private final Wording wording;

    NotificationsPage(
            ChangeMyNotifications changeMyNotifications,
            AllowDevice allowDevice,
            UseDevice useDevice,
            ForgetDevices forgetDevices,
            MyPage page,
            Doorway doorway,
            Wording wording) {
        this.changeMyNotifications = changeMyNotifications;
        this.allowDevice = allowDevice;
        this.useDevice = useDevice;
        this.forgetDevices = forgetDevices;
        this.page = page;
        this.doorway = doorway;
        this.wording = wording;
    }

    @PostMapping("/me/notifications")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .flatMap(sent ->
                        changeMyNotifications
                                .handle(
                                        new ChangeMyNotifications.Command(
                                                who.caller(),
                                                new ChangeMyNotifications.Wish.All(
                                                        NotificationForm.document(sent))))
                                .map(outcome ->
                                        switch (outcome) {
                                            case ChangeMyNotifications.Outcome.Changed() ->
                                                    "/me?done=notifications";
                                            // The page says what to do about that.
                                            case ChangeMyNotifications.Outcome.NoRep() -> "/me";
                                        })
                                .<Rendering>map(address -> Rendering.redirectTo(address).build())
                                .onErrorResume(
                                        InvalidInputException.class,
                                        refused -> again(who, sent, refused, locale)));
    }

    private Mono<Rendering> again(
            SignedIn who,
            MultiValueMap<String, String> sent,
            InvalidInputException refused,
            Locale locale) {
        var problems = Problems.of(refused, wording.in(locale));
        return page.of(
                        who.caller(),
                        new MyPage.Asked(Map.of(), kept -> kept.as(sent), problems, null),
                        locale)
                .map(page ->
                        page.modelAttribute("note", "quiet")
                                .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                .build());
    }

    @PostMapping("/me/devices")
    Mono<String> allow(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        allowDevice.handle(
                                new AllowDevice.Command(
                                        who.caller(),
                                        new Secret(text(sent, "endpoint")),
                                        text(sent, "key"),
                                        new Secret(text(sent, "auth")),
                                        session(exchange))))
                .map(outcome ->
                        switch (outcome) {
                            case AllowDevice.Outcome.Allowed() -> "redirect:/me?done=device";
                            case AllowDevice.Outcome.NoRep() -> "redirect:/me";
                        })
                .onErrorResume(
                        InvalidInputException.class, _ -> Mono.just("redirect:/me?note=device"));
    }

    /** What the page says by itself when it is opened in a browser that shows messages. */
    @PostMapping("/me/devices/here")
    Mono<ResponseEntity<Void>> here(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(sent ->
                        useDevice.handle(
                                new UseDevice.Command(
                                        who.caller(),
                                        new Secret(text(sent, "endpoint")),
                                        session(exchange))))
                .thenReturn(ResponseEntity.noContent().build());
    }

    @PostMapping("/me/devices/forget")
    Mono<String> forget(@AuthenticationPrincipal SignedIn who) {
        return forgetDevices.handle(who.caller()).thenReturn("redirect:/me?done=devices-forgotten");
    }

    private Secret session(ServerWebExchange exchange) {
        return doorway.session(exchange)
                .orElseThrow(() -> new IllegalStateException("signed in without a session"));
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }
}
