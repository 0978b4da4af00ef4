import { beforeEach, describe, expect, it } from 'vitest';
import { code, forgetCode, refuseCode, takeCode, writeCode } from './calculator.ts';

describe('the code of the calculator', () => {
  beforeEach(forgetCode);

  it('is not used while it is typed', () => {
    writeCode('ABC');
    expect(code.get()).toEqual({ text: 'ABC', isUsed: false, refusal: null });
  });

  it('is used once it is taken, without the spaces around it', () => {
    takeCode(' abc234 ');
    expect(code.get()).toEqual({ text: 'abc234', isUsed: true, refusal: null });
  });

  it.each(['', '   '])('is none for "%s"', (text) => {
    takeCode('ABC234');
    takeCode(text);
    expect(code.get()).toEqual({ text: '', isUsed: false, refusal: null });
  });

  it('keeps what was typed when the house refuses it, with the reason', () => {
    takeCode('ABC234');
    refuseCode('ABC234', 'Ese código no sirve aquí.');
    expect(code.get()).toEqual({ text: 'ABC234', isUsed: false, refusal: 'Ese código no sirve aquí.' });
  });

  it('forgets the reason as soon as another is written', () => {
    takeCode('ABC234');
    refuseCode('ABC234', 'Ese código no sirve aquí.');
    writeCode('ABC23');
    expect(code.get().refusal).toBeNull();
  });

  it('is not blamed for another one, whose answer came late', () => {
    takeCode('ABC234');
    takeCode('XYZ789');
    refuseCode('ABC234', 'Ese código no sirve aquí.');
    expect(code.get()).toEqual({ text: 'XYZ789', isUsed: true, refusal: null });
  });
});
