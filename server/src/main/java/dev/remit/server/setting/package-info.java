/// What an operator can set: typed records, read from YAML by their components, with a reference
/// page made from the same.
///
/// Read [dev.remit.server.setting.Settings], [dev.remit.server.setting.SettingsReader], then
/// [dev.remit.server.setting.SettingsReference]. Knows nothing of the service.
@NullMarked
package dev.remit.server.setting;

import org.jspecify.annotations.NullMarked;
