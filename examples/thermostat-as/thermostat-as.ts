/*
 * The thermostat of ../thermostat in AssemblyScript and in the program form: the same behaviour, operation by operation.
 *
 * It allocates nothing: what it keeps are globals and static bytes; strings are literals that are only read.
 *
 * Temperatures are integers in sixteenths of a degree Celsius, which is what the sensor measures in.
 */
import * as nf from "../include/nf";

const SENSOR_ADDRESS = 0x48;
const SENSOR_TEMPERATURE_REGISTER: u8 = 0;
const SENSOR_CONFIG_REGISTER: u8 = 1;
const SENSOR_CONFIG_12_BITS: u8 = 0x60;

const HEATER_PIN = nf.Port.F + 0;

const HEATER_ON_BELOW = 20 * 16;
const HEATER_OFF_ABOVE = 22 * 16;

const FAILURES_MAX = 3;
const REPORT_PERIOD_TICKS = 10;

// ---- the last samples, and their mean

const WINDOW_LENGTH = 8;

const samples = memory.data(WINDOW_LENGTH * sizeof<i32>(), alignof<i32>());
let windowCount = 0;
let windowNext = 0;
let windowSum = 0;

function windowClear(): void {
  windowCount = 0;
  windowNext = 0;
  windowSum = 0;
}

function windowPush(sample: i32): void {
  const slot = samples + windowNext * sizeof<i32>();
  if (windowCount == WINDOW_LENGTH) windowSum -= load<i32>(slot);
  else windowCount++;
  store<i32>(slot, sample);
  windowSum += sample;
  windowNext = (windowNext + 1) & (WINDOW_LENGTH - 1);
}

/** The window must not be empty. */
function windowMean(): i32 {
  return windowSum / windowCount;
}

// ---- messages

const TEXT_BYTES_MAX = 32;

const text = memory.data(TEXT_BYTES_MAX);
let textLength = 0;

function put(c: i32): void {
  if (textLength < TEXT_BYTES_MAX) store<u8>(text + textLength++, c);
}

/** ASCII only: one UTF-16 unit is one byte then. */
function putText(literal: string): void {
  for (let i = 0; i < literal.length; i++) put(load<u16>(changetype<usize>(literal) + (i << 1)));
}

function putUnsigned(value: u32): void {
  let scale: u32 = 1;
  while (value / scale >= 10) scale *= 10;
  for (; scale > 0; scale /= 10) put(0x30 + value / scale % 10);
}

function logText(level: i32, literal: string): void {
  textLength = 0;
  putText(literal);
  nf.log(level, text, textLength);
}

/** "heater on at 19.5 C": the label, then the temperature rounded to a tenth of a degree. */
function logTemperature(label: string, sixteenths: i32): void {
  textLength = 0;
  putText(label);
  if (sixteenths < 0) {
    putText("-");
    sixteenths = -sixteenths;
  }
  const tenths: u32 = (<u32>sixteenths * 10 + 8) / 16;
  putUnsigned(tenths / 10);
  putText(".");
  putUnsigned(tenths % 10);
  putText(" C");
  nf.log(nf.LogLevel.Info, text, textLength);
}

// ---- sensor

const transfer = memory.data(2);
let sensorConfigured = false;
let sensorFailures = 0;
let sensorSixteenths = 0;

/** A sensor that was gone may have lost its supply, and with it its resolution. */
function sensorConfigure(): i32 {
  store<u8>(transfer, SENSOR_CONFIG_REGISTER);
  store<u8>(transfer, SENSOR_CONFIG_12_BITS, 1);
  const status = nf.i2cWrite(SENSOR_ADDRESS, transfer, 2);
  sensorConfigured = status >= 0;
  return status;
}

/** Big endian; the upper 12 of the 16 bits are the temperature. */
function sensorRead(): i32 {
  store<u8>(transfer, SENSOR_TEMPERATURE_REGISTER);
  const status = nf.i2cWriteRead(SENSOR_ADDRESS, transfer, 1, transfer, 2);
  sensorConfigured = status >= 0;
  sensorSixteenths = <i32>(<i16>(<i32>load<u8>(transfer) << 8 | <i32>load<u8>(transfer, 1))) >> 4;
  return status;
}

function sensorSample(): i32 {
  if (!sensorConfigured) {
    const status = sensorConfigure();
    if (status < 0) return status;
  }
  return sensorRead();
}

// ---- heater

let heaterOn = false;

function heaterSet(on: bool): i32 {
  heaterOn = on;
  return nf.gpioWrite(HEATER_PIN, on);
}

// ---- what happens each tick

function onFailure(): i32 {
  if (sensorFailures == FAILURES_MAX) return 0;
  sensorFailures++;
  if (sensorFailures < FAILURES_MAX) return 0;
  windowClear();
  const status = heaterSet(false);
  logText(nf.LogLevel.Error, "sensor lost, heater off");
  return status;
}

function onSample(sample: i32): i32 {
  if (sensorFailures == FAILURES_MAX) logText(nf.LogLevel.Info, "sensor back");
  sensorFailures = 0;

  windowPush(sample);
  const mean = windowMean();
  let status = 0;
  if (!heaterOn && mean < HEATER_ON_BELOW) {
    status = heaterSet(true);
    logTemperature("heater on at ", mean);
  } else if (heaterOn && mean > HEATER_OFF_ABOVE) {
    status = heaterSet(false);
    logTemperature("heater off at ", mean);
  }
  return status;
}

function init(): i32 {
  let status = nf.gpioConfigure(HEATER_PIN, nf.GpioMode.Output);
  if (status < 0) return status;
  status = heaterSet(false);
  if (status < 0) return status;
  sensorConfigure(); // an absent sensor is tried again each tick
  return 0;
}

function tick(): i32 {
  const status = sensorSample() < 0 ? onFailure() : onSample(sensorSixteenths);
  if (windowCount > 0 && <u32>nf.currentTick() % REPORT_PERIOD_TICKS == 0) logTemperature("mean ", windowMean());
  return status;
}

/** Ends when the host ends the run; traps, so that the host sees a fault, when the heater can't be driven. */
export function _start(): void {
  let status = init();
  while (status >= 0) {
    if (nf.sleepUntilNextTick() < 0) return;
    status = tick();
  }
  unreachable();
}
