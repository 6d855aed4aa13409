/// Forward authentication, asked by a real nginx and as Traefik asks.
@NullMarked
package dev.remit.server.forward;

import org.jspecify.annotations.NullMarked;
