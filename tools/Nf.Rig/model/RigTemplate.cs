namespace Nf.Rig;

/// <summary>The rig that `nf rig new` writes.</summary>
public static class RigTemplate
{
    /// <summary>Its text.</summary>
    /// <param name="name">The rig's name.</param>
    /// <param name="path">Where the file is.</param>
    /// <param name="target">The target that its comment names.</param>
    public static string Text(string name, string path, string target) => $$"""
        # nf rig run {{path}} --target {{target}}
        # nf rig check {{path}} says which targets can do these steps.
        name: {{name}}

        # Place by place: folders of guests, or .wasm files; null keeps a place empty.
        guests: [examples/thermostat]

        # Names for what the target is wired to: sensors by their I2C address, pins, the display.
        wiring:
          sensor: "i2c:0x48"
          heater: "gpio:PF0"

        steps:
          # It is cold: the heater goes on. Temperatures are degrees Celsius, levels of pins 0 or 1.
          - set: {sensor: 18.0}
          - expect: {heater: 1, within: 500ms}

          # It gets warm: the heater goes off, and stays off.
          - ramp: {sensor: {from: 18, to: 26}, over: 4s}
          - expect: {heater: 0, within: 500ms, for: 1s}

          # Figures of a guest: state, version, runs, faults, restarts, deadline-misses, memory …
          - expect: {guest: thermostat, state: running, runs: ">= 40", deadline-misses: 0}
          - measure: {fuel: thermostat, at-most: 3000}

          # What else there is:
          # - wait: 2s
          # - press: {button: 1, for: 200ms}
          # - expect: {log: "restarted", guest: thermostat, within: 1s}
          # - expect: {crash: none}
          # - load: {package: examples/thermostat, version: 2.0.0, place: 0, activate: true}
          # - cut-power: {}            # or during an update: {during: load, package: …, place: 0}
          # - reboot: {}
          # - corrupt: {medium: store, bytes: 4}
          # - line: {loss: 0.002, corrupt: 0.001}
          # - picture: {of: display, as: before}
          # - repeat: {times: 3, steps: [{wait: 1s}]}

        """;
}
