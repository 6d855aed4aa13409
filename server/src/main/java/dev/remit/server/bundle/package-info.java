/// Bundles of the running service: uploaded, watched in their folder, put in force, rolled back.
///
/// Read [dev.remit.server.bundle.Publications], [dev.remit.server.bundle.UploadedArchive], then
/// [dev.remit.server.bundle.FolderWatch]. What is in force for decisions is for `decision` to hold.
@NullMarked
package dev.remit.server.bundle;

import org.jspecify.annotations.NullMarked;
