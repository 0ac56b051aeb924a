package io.leaddispatcher.domain.connection;

/**
 * A setting of a type of connection.
 *
 * @param account whether it says whom we talk to: when it changes, secrets must be sent again, or
 *     they would go to somebody else
 */
record Setting(String name, SettingShape shape, boolean required, boolean account) {

    static Setting of(String name, SettingShape shape) {
        return new Setting(name, shape, false, false);
    }

    static Setting account(String name, SettingShape shape) {
        return new Setting(name, shape, false, true);
    }

    Setting must() {
        return new Setting(name, shape, true, account);
    }
}
